/** JSON Schemas as they are stored; may use Jackson alone. {@code JsonSchemas} checks them. */
@NullMarked
package dev.stitch.schema;

import org.jspecify.annotations.NullMarked;
