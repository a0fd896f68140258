/**
 * Implementations of the ports in {@code dev.stitch.port}, one package an outside world. Uses the
 * contracts of {@code workflows} and the repositories of {@code store}.
 */
package dev.stitch.activities;
