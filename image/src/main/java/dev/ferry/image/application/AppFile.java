package dev.ferry.image.application;

import dev.ferry.model.Digest;

/**
 * A path of an application.
 *
 * @param path relative to the application's folder, with {@code /}
 * @param content what is there
 */
public record AppFile(String path, Content content) {
  /** What is at a path. Folders follow from the paths; an empty one is not taken. */
  public sealed interface Content {
    /**
     * A file.
     *
     * @param program whether it may be executed
     * @param digest of its bytes, under which the store has them
     * @param size in bytes
     */
    record Bytes(boolean program, Digest digest, long size) implements Content {}

    /**
     * A symbolic link.
     *
     * @param target relative, inside the application
     */
    record Link(String target) implements Content {}
  }
}
