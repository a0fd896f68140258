/**
 * PostgreSQL: one record a table, one repository an aggregate, SQL in sight. Knows nothing of
 * workflows; {@link dev.stitch.store.Database} carries the SQL out on Micronaut's connections. The
 * write side of journeys is {@code dev.stitch.store.projection}.
 */
package dev.stitch.store;
