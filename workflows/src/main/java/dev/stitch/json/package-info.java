/** JSON as clients, workers and tables share it: one mapping, one canonical spelling. */
@NullMarked
package dev.stitch.json;

import org.jspecify.annotations.NullMarked;
