/**
 * CEL expressions and Handlebars templates over a run's variables: check, evaluate, render. Pure
 * and bounded; uses {@code dev.stitch.step} for how a failure is said. Next: {@code
 * dev.stitch.step}.
 */
@NullMarked
package dev.stitch.graph.expression;

import org.jspecify.annotations.NullMarked;
