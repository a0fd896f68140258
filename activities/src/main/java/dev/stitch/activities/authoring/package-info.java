/**
 * What is done for whoever writes mail: tests and link checks. Uses {@code email} and {@code http};
 * the workflows that call it are in {@code dev.stitch.authoring}.
 */
package dev.stitch.activities.authoring;
