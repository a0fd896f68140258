/**
 * Where the database is: reads {@code STITCH_DATABASE_URL} once and configures the data source by
 * it. May use Micronaut's context. Go on with {@code dev.stitch.store.migrate}.
 */
package dev.stitch.store.connect;
