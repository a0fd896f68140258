package dev.stitch.api.telemetry;

import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** Carries a request's span to whichever thread works on it. */
record TraceContext(Context context) implements ThreadPropagatedContextElement<Scope> {

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed by restoreThreadContext
  public Scope updateThreadContext() {
    return context.makeCurrent();
  }

  @Override
  public void restoreThreadContext(Scope scope) {
    scope.close();
  }
}
