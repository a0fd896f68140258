/**
 * Why a platform did not do what it was asked: one closed vocabulary for all of them, so that
 * whoever asked can wait, try again, or fail. Uses {@code dev.stitch.store.connection} for the
 * names of capabilities; start at {@code PlatformFailure}.
 */
package dev.stitch.connectors.failure;
