/**
 * Platforms as servers of the test's own: they speak HTTP, page, limit and fail as the real ones
 * do. Other modules' tests use them by this module's test jar; start at {@code FakePlatform}.
 */
package dev.stitch.connectors.testing;
