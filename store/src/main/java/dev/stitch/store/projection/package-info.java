/**
 * The write side of journeys and runs: what workflows hold, projected. One transaction a flush; an
 * older flush is ignored. Uses {@code dev.stitch.store}; read by the API's repositories.
 */
package dev.stitch.store.projection;
