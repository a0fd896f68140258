package dev.stitch.step;

/**
 * Something wrong with a config that its schema cannot say.
 *
 * @param path of the setting in the config, e.g. {@code window.holidays[2]}
 * @param message what is wrong and what to do
 */
public record ConfigFault(String path, String message) {}
