/**
 * Outbound HTTP: the step type {@code http.request}, and the guard that keeps every call of ours
 * out of private networks. Acts through {@code dev.stitch.activities.effect}.
 */
package dev.stitch.activities.http;
