/**
 * Lets the Temporal Web UI show what is encrypted in Temporal. Uses {@code
 * dev.stitch.temporal.PayloadEncryption}; for people with a role, from the configured UI only.
 */
package dev.stitch.api.codec;
