package dev.stitch.api.callback;

import dev.stitch.store.callback.CallbackAnswer;
import java.util.UUID;

/** Says that an answer has been taken: the first one, also to whoever answers again. */
record CallbackView(UUID runId, String nodeId, CallbackAnswer.Status status) {}
