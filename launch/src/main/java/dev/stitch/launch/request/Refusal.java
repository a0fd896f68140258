package dev.stitch.launch.request;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** Why a request is not accepted: the request, or what it names, has to change first. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whose fault it is, and what would help. */
  public enum Reason {
    /** The request cannot be read. */
    UNREADABLE,
    /** The request can be read, and asks for what cannot be. */
    INVALID,
    /** What the request names is not there. */
    NOT_FOUND,
    /** The request does not fit the state of things. */
    CONFLICT
  }

  /**
   * One thing to correct.
   *
   * @param pointer JSON pointer into the request
   * @param nodeId the node of a graph that it is about, or null
   * @param edgeId the edge of a graph that it is about, or null
   */
  public record Fault(
      String pointer, String message, @Nullable String nodeId, @Nullable String edgeId) {

    public Fault(String pointer, String message) {
      this(pointer, message, null, null);
    }
  }

  private final Reason reason;
  private final transient List<Fault> faults;

  private Refusal(Reason reason, String detail, List<Fault> faults) {
    // No stack trace: it is an answer, not a defect.
    super(detail, null, false, false);
    this.reason = reason;
    this.faults = List.copyOf(faults);
  }

  public Reason reason() {
    return reason;
  }

  /** What to correct, in the order found; empty when no single field is to blame. */
  public List<Fault> faults() {
    return faults;
  }

  /** A field cannot be read. */
  public static Refusal unreadable(String pointer, String message) {
    return new Refusal(
        Reason.UNREADABLE, named(pointer, message), List.of(new Fault(pointer, message)));
  }

  /** One field was read but is not acceptable. */
  public static Refusal invalid(String pointer, String message) {
    return invalid(List.of(new Fault(pointer, message)));
  }

  /** Some fields were read but are not acceptable. */
  public static Refusal invalid(List<Fault> faults) {
    Fault first = faults.getFirst();
    String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
    return new Refusal(Reason.INVALID, named(first.pointer(), first.message()) + more, faults);
  }

  /** Nothing has this id. */
  public static Refusal notFound(String what, Object id) {
    return new Refusal(Reason.NOT_FOUND, "There is no " + what + " " + id + ".", List.of());
  }

  /** What the request names inside something else is not there. */
  public static Refusal missing(String detail) {
    return new Refusal(Reason.NOT_FOUND, detail, List.of());
  }

  /** The request does not fit the state of things, which {@code detail} names. */
  public static Refusal conflict(String detail) {
    return new Refusal(Reason.CONFLICT, detail, List.of());
  }

  /** As {@link #conflict(String)}, and one field says what with. */
  public static Refusal conflict(String pointer, String detail) {
    return new Refusal(Reason.CONFLICT, detail, List.of(new Fault(pointer, detail)));
  }

  /**
   * The same refusal, of a request that is part of another.
   *
   * @param pointer where it is in that one
   */
  public Refusal within(String pointer) {
    List<Fault> moved =
        faults.stream()
            .map(
                fault ->
                    new Fault(
                        pointer + fault.pointer(), fault.message(), fault.nodeId(), fault.edgeId()))
            .toList();
    return new Refusal(reason, getMessage(), moved);
  }

  private static String named(String pointer, String message) {
    String field = pointer.startsWith("/") ? pointer.substring(1) : pointer;
    return field.isEmpty() ? message : field.replace('/', '.') + ": " + message;
  }
}
