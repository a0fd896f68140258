/**
 * The answers of outside workers to {@code callback} steps: checked by their token, kept in {@code
 * dev.stitch.store.callback}, passed on to the workflow by signal.
 */
package dev.stitch.api.callback;
