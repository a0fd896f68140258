package dev.stitch.e2e;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What processes of a stack use. */
record Processes(List<ProcessHandle> handles) {

  /** With their descendants, such as PostgreSQL's one process a connection. */
  static Processes family(Collection<ProcessHandle> parents) {
    return new Processes(
        parents.stream()
            .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()))
            .distinct()
            .toList());
  }

  /**
   * What they use of the processors while nothing is asked of them.
   *
   * @return 1 for the whole of one core
   */
  double cores(Duration look) {
    Duration before = cpu();
    Eventually.pause(look);
    return (double) cpu().minus(before).toMillis() / look.toMillis();
  }

  private Duration cpu() {
    return handles.stream()
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
