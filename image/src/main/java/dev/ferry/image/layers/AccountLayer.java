package dev.ferry.image.layers;

import dev.ferry.image.base.BaseFacts;
import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.oci.layer.LayerEntry;
import java.util.List;

/**
 * The account that runs the image: a line in {@code /etc/passwd} and one in {@code /etc/group}, its
 * home, the folders of the volumes, a place for temporary files.
 */
public final class AccountLayer {
  /** Folders below the home that an image declares as volumes. */
  public static final List<String> VOLUMES = List.of("data", "logs", "models");

  private AccountLayer() {}

  /** Plans the layer on a base. */
  public static PlannedLayer plan(BaseFacts base) {
    EntryTree tree = new EntryTree();
    if (!has(base.passwd(), 2)) {
      String line =
          "%s:x:%d:%d:Ferry:/%s:/usr/sbin/nologin\n"
              .formatted(name(base.passwd()), ImageLayout.UID, ImageLayout.UID, ImageLayout.HOME);
      tree.add(PlannedEntry.file("etc/passwd", whole(base.passwd()) + line));
    }
    if (!has(base.group(), 2)) {
      String line = "%s:x:%d:\n".formatted(name(base.group()), ImageLayout.UID);
      tree.add(PlannedEntry.file("etc/group", whole(base.group()) + line));
    }
    tree.add(own(ImageLayout.HOME));
    VOLUMES.forEach(volume -> tree.add(own(ImageLayout.HOME + "/" + volume)));
    if (!base.links().containsKey("/tmp")) {
      tree.add(new PlannedEntry(new LayerEntry.Folder("tmp", 01777, 0), ""));
    }
    return new PlannedLayer(PlannedLayer.Kind.ACCOUNT, "user " + ImageLayout.UID, tree.entries());
  }

  private static PlannedEntry own(String path) {
    return new PlannedEntry(new LayerEntry.Folder(path, 0755, ImageLayout.UID), "");
  }

  /** Whether a line of a table has our number; distroless bases have. */
  private static boolean has(String table, int column) {
    return table
        .lines()
        .map(line -> line.split(":", -1))
        .anyMatch(
            fields ->
                fields.length > column && fields[column].equals(String.valueOf(ImageLayout.UID)));
  }

  private static String name(String table) {
    boolean taken = table.lines().anyMatch(line -> line.startsWith(ImageLayout.USER + ":"));
    return taken ? ImageLayout.USER + ImageLayout.UID : ImageLayout.USER;
  }

  private static String whole(String table) {
    return table.isEmpty() || table.endsWith("\n") ? table : table + "\n";
  }
}
