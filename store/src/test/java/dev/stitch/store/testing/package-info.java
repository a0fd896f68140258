/**
 * A real PostgreSQL for tests, one server a JVM and one fresh database a test class. For the tests
 * of every module, by the store's test jar.
 */
package dev.stitch.store.testing;
