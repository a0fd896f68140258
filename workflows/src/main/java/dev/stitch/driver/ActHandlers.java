package dev.stitch.driver;

import dev.stitch.machine.Refusal;
import dev.stitch.port.RefusedUpdate;
import io.temporal.common.converter.EncodedValues;
import io.temporal.workflow.DynamicUpdateHandler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes acts as updates: an update's name says which act its argument is, so that an act needs no
 * handler of its own. A driver registers it as a listener, and says which acts are refused and how
 * one is done.
 *
 * <p>A refused act fails with an {@code ApplicationFailure} of type {@link RefusedUpdate#TYPE} and
 * leaves no trace; one that is done answers after its facts are in the database. An update's id is
 * its act's id.
 */
public abstract class ActHandlers<A, R> implements DynamicUpdateHandler {

  private final Map<String, Class<? extends A>> acts;
  private final Function<A, Optional<Refusal>> check;
  private final Function<A, R> act;

  /**
   * @param acts the acts by name
   * @param check whether an act would be refused now, and why
   * @param act does an act and waits until its facts are in the database
   */
  protected ActHandlers(
      Map<String, Class<? extends A>> acts,
      Function<A, Optional<Refusal>> check,
      Function<A, R> act) {
    this.acts = acts;
    this.check = check;
    this.act = act;
  }

  @Override
  public void handleValidate(String updateName, EncodedValues arguments) {
    check
        .apply(read(updateName, arguments))
        .ifPresent(
            refusal -> {
              throw new RefusedUpdate(refusal);
            });
  }

  @Override
  public Object handleExecute(String updateName, EncodedValues arguments) {
    return act.apply(read(updateName, arguments));
  }

  /** What people see in the Temporal Web UI, which lists listeners and not acts. */
  @Override
  public String getDescription() {
    return "Acts by name: " + String.join(", ", acts.keySet());
  }

  private A read(String name, EncodedValues arguments) {
    Class<? extends A> type = acts.get(name);
    if (type == null) {
      // As the SDK says it: whoever asks tells by it that this worker is of an earlier build.
      throw new IllegalArgumentException(
          "Unknown update name: " + name + ", knownTypes=" + acts.keySet());
    }
    return arguments.get(0, type);
  }
}
