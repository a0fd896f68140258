/** Routes that sum things up over time. The rows are in {@code dev.stitch.store.model}. */
package dev.stitch.api.analytics;
