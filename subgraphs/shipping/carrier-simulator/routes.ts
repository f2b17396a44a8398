import type { FastifyInstance } from 'fastify';
import { ApiError, parseRequest } from './api-error.ts';
import type { Depot } from './depot.ts';
import { bookingRequest } from './shipment/booking-request.ts';
import type { Shipment } from './shipment/shipment.ts';

interface ByReference {
  Params: { reference: string };
}

const undeliverable = (shipment: Shipment) => ({ error: { code: 'undeliverable', message: shipment.message } });

const view = (shipment: Shipment) => {
  const { reference, trackingNumber, status } = shipment;
  return { reference, trackingNumber, status, ...(status === 'undeliverable' ? undeliverable(shipment) : {}) };
};

const unknown = () => new ApiError(404, 'not_found', 'reference: no such shipment.');

/** Registers the carrier's endpoints. */
export const registerRoutes = (server: FastifyInstance, depot: Depot): void => {
  server.get('/health', () => ({ status: 'ok' }));

  server.put<ByReference>('/v1/shipments/:reference', (request, reply) => {
    const body = parseRequest(bookingRequest, request.body, 'body');
    const { shipment, created } = depot.book(request.params.reference, body);
    if (shipment.status === 'undeliverable') return reply.code(422).send(undeliverable(shipment));
    if (shipment.status === 'cancelled') throw new ApiError(409, 'cancelled', 'The shipment has been cancelled.');
    return reply.code(created ? 201 : 200).send(view(shipment));
  });

  server.get<ByReference>('/v1/shipments/:reference', (request, reply) => {
    const shipment = depot.find(request.params.reference);
    if (!shipment) throw unknown();
    reply.send(view(shipment));
  });

  server.delete<ByReference>('/v1/shipments/:reference', (request, reply) => {
    const shipment = depot.cancel(request.params.reference);
    if (shipment.status === 'dispatched') {
      throw new ApiError(409, 'already_dispatched', 'The shipment has left the depot.');
    }
    reply.send(view(shipment));
  });

  server.post<ByReference>('/v1/shipments/:reference/dispatch', (request, reply) => {
    const shipment = depot.dispatch(request.params.reference);
    if (!shipment) throw unknown();
    if (shipment.status !== 'dispatched') {
      throw new ApiError(409, shipment.status, `A shipment that is ${shipment.status} cannot be dispatched.`);
    }
    reply.send(view(shipment));
  });
};
