package dev.ferry.image.base;

import dev.ferry.image.tar.EntryPath;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The root that the layers make together, each applied over those below it. */
final class RootTree {
  /** As many links as Linux follows on the way to one file. */
  private static final int MOST_LINKS = 40;

  private final Node root = new Node(Node.Kind.FOLDER, 0);

  /** Something at a path. */
  static final class Node {
    /** What it is. */
    enum Kind {
      FOLDER,
      FILE,
      LINK
    }

    private final Kind kind;
    private final Map<String, Node> children = new TreeMap<>();
    private int layer;
    private String target = "";
    private Stored stored = new Stored(0, 0, 0, 0);

    Node(Kind kind, int layer) {
      this.kind = kind;
      this.layer = layer;
    }

    static Node link(int layer, String target) {
      Node node = new Node(Kind.LINK, layer);
      node.target = target;
      return node;
    }

    static Node file(int layer, Stored stored) {
      Node node = new Node(Kind.FILE, layer);
      node.stored = stored;
      return node;
    }

    Kind kind() {
      return kind;
    }

    /** The layer that it is from. */
    int layer() {
      return layer;
    }

    String target() {
      return target;
    }

    Stored stored() {
      return stored;
    }

    Map<String, Node> children() {
      return children;
    }
  }

  /**
   * Where a file's bytes are.
   *
   * @param layer whose tar has them, counted from the lowest
   * @param offset in the tar
   * @param size bytes
   * @param mode permission bits with setuid and setgid
   */
  record Stored(int layer, long offset, long size, int mode) {}

  /**
   * What a path leads to.
   *
   * @param path absolute, without links
   */
  record Found(String path, Node node) {}

  /** What lies at a path itself; links are not followed. */
  Optional<Node> find(String path) {
    @Nullable Node at = root;
    for (String part : parts(path)) {
      at = at.children.get(part);
      if (at == null) {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }

  /** The first part of a path, from the root on, that is no folder. */
  Optional<Found> findObstacle(String path) {
    Node at = root;
    StringBuilder so = new StringBuilder();
    for (String part : parts(path)) {
      @Nullable Node next = at.children.get(part);
      if (next == null) {
        return Optional.empty();
      }
      so.append(so.isEmpty() ? "" : "/").append(part);
      if (next.kind != Node.Kind.FOLDER) {
        return Optional.of(new Found(so.toString(), next));
      }
      at = next;
    }
    return Optional.empty();
  }

  /** Puts something at a path; folders above it that nobody mentioned come about. */
  void put(String path, Node node) {
    Node parent = folder(EntryPath.parent(path), node.layer);
    String name = EntryPath.base(path);
    @Nullable Node old = parent.children.get(name);
    if (old != null && old.kind == Node.Kind.FOLDER && node.kind == Node.Kind.FOLDER) {
      old.layer = node.layer;
    } else {
      parent.children.put(name, node);
    }
  }

  private Node folder(String path, int layer) {
    Node at = root;
    for (String part : parts(path)) {
      at = at.children.computeIfAbsent(part, absent -> new Node(Node.Kind.FOLDER, layer));
    }
    return at;
  }

  /** Removes what lower layers put at a path. */
  void remove(String path, int layer) {
    Optional<Node> parent = find(EntryPath.parent(path));
    @Nullable Node node =
        parent.map(folder -> folder.children.get(EntryPath.base(path))).orElse(null);
    if (parent.isPresent() && node != null && prune(node, layer)) {
      parent.get().children.remove(EntryPath.base(path));
    }
  }

  /** Removes what lower layers put into a folder. */
  void empty(String path, int layer) {
    find(path).ifPresent(folder -> pruneChildren(folder, layer));
  }

  private static void pruneChildren(Node folder, int layer) {
    Iterator<Node> children = folder.children.values().iterator();
    while (children.hasNext()) {
      if (prune(children.next(), layer)) {
        children.remove();
      }
    }
  }

  /** Whether nothing of the layer itself is left in it. */
  private static boolean prune(Node node, int layer) {
    pruneChildren(node, layer);
    return node.layer < layer && node.children.isEmpty();
  }

  /** What a path leads to when links are followed, as the kernel does below a changed root. */
  Optional<Found> resolve(String path) {
    Deque<String> ahead = new ArrayDeque<>(parts(path));
    Deque<Found> way = new ArrayDeque<>();
    Found at = new Found("", root);
    int links = 0;
    while (!ahead.isEmpty()) {
      String part = ahead.pollFirst();
      if (part.equals("..")) {
        at = way.isEmpty() ? at : way.pollLast();
        continue;
      }
      @Nullable Node next = at.node.children.get(part);
      if (next == null) {
        return Optional.empty();
      }
      if (next.kind == Node.Kind.LINK) {
        links++;
        if (links > MOST_LINKS) {
          return Optional.empty();
        }
        if (next.target.startsWith("/")) {
          way.clear();
          at = new Found("", root);
        }
        parts(next.target).reversed().forEach(ahead::addFirst);
      } else {
        way.addLast(at);
        at = new Found(at.path + "/" + part, next);
      }
    }
    return Optional.of(at);
  }

  /** Tells of everything, parents first, with absolute paths. */
  void walk(BiConsumer<String, Node> visit) {
    walk("", root, visit);
  }

  private static void walk(String path, Node folder, BiConsumer<String, Node> visit) {
    folder.children.forEach(
        (name, node) -> {
          visit.accept(path + "/" + name, node);
          walk(path + "/" + name, node, visit);
        });
  }

  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/", -1))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .toList();
  }
}
