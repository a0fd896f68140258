/**
 * HTTP as the connectors speak it: on the JDK's client, with bounded time and size, and answers
 * that are read tolerantly. Uses {@code failure}; start at {@code PlatformApi}.
 */
package dev.stitch.connectors.http;
