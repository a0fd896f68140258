package dev.stitch.api.error;

import dev.stitch.api.error.Problem.Fault;
import dev.stitch.launch.request.Refusal;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a route throws when it answers with a problem instead of a result. */
public final class ApiProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final transient List<Fault> faults;
  private final @Nullable Duration retryAfter;

  private ApiProblem(HttpStatus status, String detail, List<Fault> faults) {
    this(status, detail, faults, null);
  }

  private ApiProblem(
      HttpStatus status, String detail, List<Fault> faults, @Nullable Duration retryAfter) {
    // No stack trace: it is an answer, not a defect.
    super(detail, null, false, false);
    this.status = status;
    this.faults = List.copyOf(faults);
    this.retryAfter = retryAfter;
  }

  public HttpStatus status() {
    return status;
  }

  public List<Fault> faults() {
    return faults;
  }

  /** How long to wait before the same request is worth sending again; empty when nobody knows. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** 400: a parameter or body cannot be read. */
  public static ApiProblem unreadable(String pointer, String message) {
    return new ApiProblem(
        HttpStatus.BAD_REQUEST, named(pointer, message), List.of(new Fault(pointer, message)));
  }

  /** 422: one field was read but is not acceptable. */
  public static ApiProblem invalid(String pointer, String message) {
    return invalid(List.of(new Fault(pointer, message)));
  }

  /** 422: some fields were read but are not acceptable. */
  public static ApiProblem invalid(List<Fault> faults) {
    Fault first = faults.getFirst();
    String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
    return new ApiProblem(
        HttpStatus.UNPROCESSABLE_ENTITY, named(first.pointer(), first.message()) + more, faults);
  }

  /** 404: nothing has this id. */
  public static ApiProblem notFound(String what, Object id) {
    return new ApiProblem(HttpStatus.NOT_FOUND, "There is no " + what + " " + id + ".", List.of());
  }

  /** 404: what the request names inside something else is not there. */
  public static ApiProblem missing(String detail) {
    return new ApiProblem(HttpStatus.NOT_FOUND, detail, List.of());
  }

  /** 409: the request does not fit the state of things, which {@code detail} names. */
  public static ApiProblem conflict(String detail) {
    return new ApiProblem(HttpStatus.CONFLICT, detail, List.of());
  }

  /** 409: as {@link #conflict(String)}, and one field says what with. */
  public static ApiProblem conflict(String pointer, String detail) {
    return new ApiProblem(HttpStatus.CONFLICT, detail, List.of(new Fault(pointer, detail)));
  }

  /** 412: the client's copy is not the newest. */
  public static ApiProblem stale(String detail) {
    return new ApiProblem(HttpStatus.PRECONDITION_FAILED, detail, List.of());
  }

  /** 428: the client must say which copy it changes. */
  public static ApiProblem preconditionRequired(String detail) {
    return new ApiProblem(HttpStatus.PRECONDITION_REQUIRED, detail, List.of());
  }

  /** 413: the body is larger than the route takes. */
  public static ApiProblem tooLarge(String detail) {
    return new ApiProblem(HttpStatus.REQUEST_ENTITY_TOO_LARGE, detail, List.of());
  }

  /** 401: the request does not show that it may be made. */
  public static ApiProblem unauthorized(String detail) {
    return new ApiProblem(HttpStatus.UNAUTHORIZED, detail, List.of());
  }

  /** 403: the request is not one that this server serves. */
  public static ApiProblem forbidden(String detail) {
    return new ApiProblem(HttpStatus.FORBIDDEN, detail, List.of());
  }

  /** 503: something that is needed cannot be reached now; the request may be repeated. */
  public static ApiProblem unavailable(String detail) {
    return new ApiProblem(HttpStatus.SERVICE_UNAVAILABLE, detail, List.of());
  }

  /** 429: the caller asks too often. */
  public static ApiProblem tooMany(String detail, Duration retryAfter) {
    return new ApiProblem(HttpStatus.TOO_MANY_REQUESTS, detail, List.of(), retryAfter);
  }

  /** What a refusal means for a client of this API. */
  public static ApiProblem of(Refusal refusal) {
    HttpStatus status =
        switch (refusal.reason()) {
          case UNREADABLE -> HttpStatus.BAD_REQUEST;
          case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case CONFLICT -> HttpStatus.CONFLICT;
        };
    return new ApiProblem(
        status,
        refusal.getMessage(),
        refusal.faults().stream()
            .map(
                fault ->
                    new Fault(fault.pointer(), fault.message(), fault.nodeId(), fault.edgeId()))
            .toList());
  }

  static ApiProblem of(HttpStatus status, String detail) {
    return new ApiProblem(status, detail, List.of());
  }

  private static String named(String pointer, String message) {
    String field = pointer.startsWith("/") ? pointer.substring(1) : pointer;
    return field.isEmpty() ? message : field.replace('/', '.') + ": " + message;
  }
}
