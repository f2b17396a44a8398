/** The tables that follow from the events alone. */
export const READ_MODEL = [
  { table: 'orders', order: 'id', key: ['id'] },
  { table: 'order_items', order: 'order_id', key: ['order_id', 'position'] },
  { table: 'order_history', order: 'order_id', key: ['order_id', 'version'] },
  { table: 'order_returns', order: 'order_id', key: ['order_id', 'return_id'] },
  { table: 'order_refunds', order: 'order_id', key: ['order_id', 'refund_id'] },
] as const;
