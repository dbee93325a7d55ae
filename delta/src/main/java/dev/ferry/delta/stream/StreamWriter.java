package dev.ferry.delta.stream;

/** The streams of a delta that is being made. */
public interface StreamWriter {
  /** The stream of a kind; the same object each time. */
  ByteSink stream(StreamKind kind);
}
