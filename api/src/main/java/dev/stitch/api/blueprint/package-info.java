/**
 * Blueprints: flows that belong together and can be tried with one request. Uses the parts of the
 * API that flows, contacts and runs are made with; start at {@code BlueprintController}.
 */
package dev.stitch.api.blueprint;
