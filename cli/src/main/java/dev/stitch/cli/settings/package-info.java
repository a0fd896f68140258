/**
 * The variables that the parts are set by, read and checked before anything starts. May use the
 * readers of every module; says what is wrong as a {@code StackException}.
 */
package dev.stitch.cli.settings;
