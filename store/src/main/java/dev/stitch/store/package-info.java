/**
 * PostgreSQL: one record a table, one repository an aggregate, SQL in sight. Knows nothing of
 * workflows. A row is read and written by an interface ({@link dev.stitch.store.RowRepository}), a
 * set by {@link dev.stitch.store.Database}; docs/decisions/0046 says which is which. The write side
 * of journeys is {@code dev.stitch.store.projection}.
 */
package dev.stitch.store;
