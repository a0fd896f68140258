/**
 * The API's client of Temporal. Routes start and signal workflows by the contracts in {@code
 * workflows}; acts are updates, sent by {@code dev.stitch.launch.act}. Whether Temporal can be
 * reached is told by {@code dev.stitch.api.health}.
 */
package dev.stitch.api.temporal;
