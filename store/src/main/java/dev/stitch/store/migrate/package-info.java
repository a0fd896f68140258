/**
 * Brings the schema {@code stitch} to the newest migration; run by {@code stitch migrate} and
 * {@code stitch up} only. May use Flyway. The SQL is in the module {@code migrations}.
 */
package dev.stitch.store.migrate;
