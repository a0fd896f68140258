/**
 * The API's client of Temporal. Routes start and signal workflows by the contracts in {@code
 * workflows}, and send acts as updates, here, with what a refusal means for the client. Whether
 * Temporal can be reached is told by {@code dev.stitch.api.health}.
 */
package dev.stitch.api.temporal;
