/**
 * Which flows were made of blueprints, so that trying one again finds them instead of making
 * copies. Uses the database only; what blueprints are is {@code dev.stitch.api.blueprint}.
 */
package dev.stitch.store.blueprint;
