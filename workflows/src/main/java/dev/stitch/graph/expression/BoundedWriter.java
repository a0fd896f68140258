package dev.stitch.graph.expression;

import java.io.IOException;
import java.io.Writer;

/** Collects a rendered text and refuses to grow past a MiB, which loops over data could reach. */
final class BoundedWriter extends Writer {

  static final int MAX_CHARACTERS = 1 << 20;

  private final StringBuilder text = new StringBuilder();

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    if (text.length() + length > MAX_CHARACTERS) {
      throw new IOException("it renders more than 1 MiB");
    }
    text.append(characters, offset, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
