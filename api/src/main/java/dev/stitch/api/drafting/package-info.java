/**
 * Flows that a model drafts from what somebody wants: a run of an agent that may only look at step
 * types and have graphs checked. What it proposes is taken or left in the editor. Next: {@code
 * Drafting}.
 */
package dev.stitch.api.drafting;
