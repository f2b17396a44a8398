import type { FastifyInstance } from 'fastify';
import { ApiError, parseRequest } from './api-error.ts';
import type { Depot } from './depot.ts';
import { bookingRequest } from './shipment/booking-request.ts';
import { hasLeft, type Move } from './shipment/decide.ts';
import type { Shipment } from './shipment/shipment.ts';

interface ByReference {
  Params: { reference: string };
}

const undeliverable = (shipment: Shipment) => ({ error: { code: 'undeliverable', message: shipment.message } });

const view = (shipment: Shipment) => {
  const { reference, trackingNumber, status, tracking } = shipment;
  const error = status === 'undeliverable' ? undeliverable(shipment) : {};
  return { reference, trackingNumber, status, tracking, ...error };
};

/** Registers the carrier's endpoints. */
export const registerRoutes = (server: FastifyInstance, depot: Depot): void => {
  const find = (reference: string): Shipment => {
    const shipment = depot.find(reference);
    if (!shipment) throw new ApiError(404, 'not_found', 'reference: no such shipment.');
    return shipment;
  };

  server.get('/health', () => ({ status: 'ok' }));

  server.put<ByReference>('/v1/shipments/:reference', (request, reply) => {
    const body = parseRequest(bookingRequest, request.body, 'body');
    const { shipment, created } = depot.book(request.params.reference, body);
    if (shipment.status === 'undeliverable') return reply.code(422).send(undeliverable(shipment));
    if (shipment.status === 'cancelled') throw new ApiError(409, 'cancelled', 'The shipment has been cancelled.');
    return reply.code(created ? 201 : 200).send(view(shipment));
  });

  server.get<ByReference>('/v1/shipments/:reference', (request, reply) => {
    reply.send(view(find(request.params.reference)));
  });

  server.delete<ByReference>('/v1/shipments/:reference', (request, reply) => {
    const shipment = depot.move(request.params.reference, 'cancelled');
    if (hasLeft(shipment)) throw new ApiError(409, 'already_dispatched', 'The shipment has left the depot.');
    reply.send(view(shipment));
  });

  /** What people at the depot do. */
  const registerMove = (path: string, to: Move, isDone: (shipment: Shipment) => boolean): void => {
    server.post<ByReference>(`/v1/shipments/:reference/${path}`, (request, reply) => {
      const { reference } = find(request.params.reference);
      const shipment = depot.move(reference, to);
      if (isDone(shipment)) return reply.send(view(shipment));
      throw new ApiError(409, shipment.status, `A shipment that is ${shipment.status} cannot be ${to}.`);
    });
  };
  registerMove('dispatch', 'dispatched', hasLeft);
  registerMove('fail', 'failed', ({ status }) => status === 'failed');
};
