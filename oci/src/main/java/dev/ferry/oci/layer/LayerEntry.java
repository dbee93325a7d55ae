package dev.ferry.oci.layer;

/**
 * One entry of a layer. Paths are relative to the image's root, with {@code /}, without a leading
 * or closing one.
 */
public sealed interface LayerEntry {
  /** Where it goes. */
  String path();

  /** Who it belongs to; the group has the same number. */
  int owner();

  /**
   * A folder.
   *
   * @param mode permission bits, with the sticky bit where it has one
   */
  record Folder(String path, int mode, int owner) implements LayerEntry {}

  /**
   * A regular file.
   *
   * @param mode permission bits
   */
  record File(String path, int mode, int owner, LayerContent content) implements LayerEntry {}

  /**
   * A symbolic link.
   *
   * @param target as it stands in the link
   */
  record Link(String path, int owner, String target) implements LayerEntry {}
}
