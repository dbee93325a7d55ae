package dev.ferry.image.tar;

/**
 * One entry of a tar, as its headers say it.
 *
 * @param kind what it is
 * @param name as it stands there; {@link EntryPath} makes a path of it
 * @param target of a link, empty for everything else
 * @param size bytes of content; 0 for all but files
 * @param mode permission bits with setuid, setgid and sticky
 * @param owner number of the user
 * @param group number of the group
 * @param offset where the content begins in the copy that the reader makes
 */
public record TarEntry(
    Kind kind,
    String name,
    String target,
    long size,
    int mode,
    long owner,
    long group,
    long offset) {
  /** What an entry is ({@code typeflag}). */
  public enum Kind {
    FILE,
    FOLDER,
    LINK,
    HARD_LINK,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    PIPE;

    /** Whether it is no file, folder or link. */
    public boolean isSpecial() {
      return this == CHARACTER_DEVICE || this == BLOCK_DEVICE || this == PIPE;
    }
  }
}
