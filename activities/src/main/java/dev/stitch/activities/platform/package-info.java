/**
 * What steps that act on a platform share: which account acts, and what a refusal comes to. Uses
 * {@code dev.stitch.connectors}. Next: {@code dev.stitch.activities.engagement} and {@code email}.
 */
package dev.stitch.activities.platform;
