/**
 * PostgreSQL: one record a table, one repository an aggregate. Knows nothing of workflows; uses
 * Micronaut Data JDBC. The write side of journeys is {@code dev.stitch.store.projection}.
 */
package dev.stitch.store;
