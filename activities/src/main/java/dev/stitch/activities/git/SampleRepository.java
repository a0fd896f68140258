package dev.stitch.activities.git;

import dev.stitch.model.StepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A small repository with a mistake in it, on which people try what agents do. */
public final class SampleRepository {

  private static final String README =
      """
      # A small shop

      `shop/cart.py` says what a cart costs.
      """;

  /** Leaves the first price out. */
  private static final String CART =
      """
      \"""What a cart costs.\"""


      def total(prices):
          \"""The sum of all prices, in cents.\"""
          result = 0
          for price in prices[1:]:
              result += price
          return result
      """;

  private SampleRepository() {}

  /**
   * Makes it, unless it is there; of two that make it at once, one does.
   *
   * @throws StepException when there is no git on this machine
   */
  public static void make(Path folder) throws StepException, IOException, InterruptedException {
    if (Files.exists(folder)) {
      return;
    }
    Path unfinished = Files.createTempDirectory(folder.getParent(), "unfinished");
    try {
      fill(unfinished);
      if (!Files.exists(folder)) {
        Files.move(unfinished, folder);
      }
    } finally {
      Folders.delete(unfinished);
    }
  }

  private static void fill(Path folder) throws StepException, IOException, InterruptedException {
    Files.createDirectories(folder.resolve("shop"));
    Files.writeString(folder.resolve("README.md"), README);
    Files.writeString(folder.resolve("shop/cart.py"), CART);
    run(GitCall.of(folder, "init", "--quiet", "--template=", "--initial-branch=main"), folder);
    run(GitCall.of(folder, "add", "--", "README.md", "shop/cart.py"), folder);
    run(
        GitCall.of(folder, "commit", "--quiet", "--no-gpg-sign", "--message=Open the shop")
            .with(CommitAuthor.STITCH.environment(Instant.now())),
        folder);
  }

  private static void run(GitCall call, Path folder) throws StepException, InterruptedException {
    GitAnswer answer = new GitProgram(() -> {}).run(call);
    if (!answer.good()) {
      throw GitFailure.of("make the sample repository", answer, folder);
    }
  }
}
