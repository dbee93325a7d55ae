package dev.ferry.delta.stream;

/** The streams of a delta that is being applied. */
public interface StreamReader {
  /** The stream of a kind, empty where the delta has none; the same object each time. */
  ByteSource stream(StreamKind kind);
}
