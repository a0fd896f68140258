/**
 * What tests of routes stand on: the whole API on a free port with a fresh database, and a plain
 * HTTP client that shows what goes over the wire.
 */
package dev.stitch.api.testing;
