package dev.ferry.image.system;

import dev.ferry.image.tar.Faults;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.layer.LayerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entries of several packages, placed on a base. */
public final class SystemLayer {
  private static final int MOST_LINKS = 40;

  private SystemLayer() {}

  /**
   * Places packages.
   *
   * @param links of the base that lead to folders, both absolute ({@code /lib} to {@code /usr/lib})
   * @return in order of path, so that folders come before what is in them
   * @throws FerryException where two packages have different things under one path
   */
  public static List<LayerEntry> entries(
      List<SystemPackage> packages, SortedMap<String, String> links) {
    SortedMap<String, LayerEntry> placed = new TreeMap<>();
    Map<String, SystemPackage> owners = new HashMap<>();
    for (SystemPackage one : packages) {
      for (LayerEntry entry : one.entries()) {
        LayerEntry moved = moved(entry, path(entry.path(), links));
        if (moved.path().isEmpty() || isLinkOfBase(entry, links, one)) {
          continue;
        }
        @Nullable LayerEntry old = placed.putIfAbsent(moved.path(), moved);
        @Nullable SystemPackage owner = owners.putIfAbsent(moved.path(), one);
        if (old != null && owner != null && !isSame(old, moved)) {
          throw clash(moved.path(), owner, one);
        }
      }
    }
    return new ArrayList<>(placed.values());
  }

  /** A package that brings a link to a folder, where the base has one already, keeps the base's. */
  private static boolean isLinkOfBase(
      LayerEntry entry, SortedMap<String, String> links, SystemPackage owner) {
    boolean taken = links.containsKey("/" + entry.path());
    if (taken && entry instanceof LayerEntry.File) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of(
              "Cannot add `%s`: its file `/%s` is a link to a folder in the base",
              "无法加入 `%s`：其文件 `/%s` 在基础镜像中是指向目录的链接", owner, Faults.shown(entry.path())));
    }
    return taken && entry instanceof LayerEntry.Link;
  }

  /** Where a path of a package really leads on a base. */
  static String path(String path, SortedMap<String, String> links) {
    String at = "/" + path;
    for (int i = 0; i < MOST_LINKS; i++) {
      String next = step(at, links);
      if (next.equals(at)) {
        break;
      }
      at = next;
    }
    return at.substring(1);
  }

  private static String step(String path, SortedMap<String, String> links) {
    for (int end = path.indexOf('/', 1); ; end = path.indexOf('/', end + 1)) {
      String front = end < 0 ? path : path.substring(0, end);
      @Nullable String target = links.get(front);
      if (target != null) {
        return (target.equals("/") ? "" : target) + path.substring(front.length());
      }
      if (end < 0) {
        return path;
      }
    }
  }

  private static LayerEntry moved(LayerEntry entry, String path) {
    return switch (entry) {
      case LayerEntry.Folder folder -> new LayerEntry.Folder(path, folder.mode(), folder.owner());
      case LayerEntry.File file ->
          new LayerEntry.File(path, file.mode(), file.owner(), file.content());
      case LayerEntry.Link link -> new LayerEntry.Link(path, link.owner(), link.target());
    };
  }

  private static boolean isSame(LayerEntry one, LayerEntry other) {
    boolean folders = one instanceof LayerEntry.Folder && other instanceof LayerEntry.Folder;
    return folders || (one instanceof LayerEntry.Link && one.equals(other));
  }

  private static FerryException clash(String path, SystemPackage one, SystemPackage other) {
    return new FerryException(
        Failure.REFUSED,
        Text.of(
            "Cannot add both `%s` and `%s`: each has its own `/%s`",
            "无法同时加入 `%s` 与 `%s`：两者都有 `/%s`", one, other, Faults.shown(path)));
  }
}
