/**
 * Keys from the environment and the encryption done with them, by Tink. Knows neither database nor
 * Temporal; {@code dev.stitch.store.secret} and {@code dev.stitch.temporal} use it.
 */
package dev.stitch.keys;
