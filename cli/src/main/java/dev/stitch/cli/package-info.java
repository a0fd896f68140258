/**
 * The command line: runs the parts alone or all together. May use every module; nothing uses it.
 */
package dev.stitch.cli;
