package dev.ferry.image.layers;

import dev.ferry.image.cargo.CarriedWheel;
import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.image.plan.PlannedLayer.Kind;
import dev.ferry.model.Digest;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.python.install.PlannedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The layers of an environment: large wheels one each, the rest together. */
public final class EnvironmentLayers {
  /** A wheel whose files take this many bytes as they are compressed has a layer of its own. */
  private static final long LARGE = 10_000_000;

  private final Map<Digest, CarriedWheel> wheels = new HashMap<>();
  private final Map<String, CarriedWheel> byName = new HashMap<>();

  private EnvironmentLayers(Collection<CarriedWheel> carried) {
    for (CarriedWheel wheel : carried) {
      wheels.put(wheel.entry().wheel().sha256(), wheel);
      byName.put(wheel.entry().name(), wheel);
    }
  }

  /**
   * Plans the layers.
   *
   * @param files of the environment, as far as they go into the image
   * @param carried the wheels that they come from
   * @param room most layers
   */
  public static List<PlannedLayer> plan(
      Collection<PlannedFile> files, Collection<CarriedWheel> carried, int room) {
    return new EnvironmentLayers(carried).plan(files, room);
  }

  private List<PlannedLayer> plan(Collection<PlannedFile> files, int room) {
    List<String> large = large(files, room);
    Map<String, EntryTree> trees = new HashMap<>();
    EntryTree rest = new EntryTree();
    Set<String> others = new HashSet<>();
    for (PlannedFile file : files) {
      EntryTree tree = rest;
      if (large.contains(file.owner())) {
        tree = trees.computeIfAbsent(file.owner(), name -> new EntryTree());
      } else if (!file.owner().equals(PlannedFile.FERRY)) {
        others.add(file.owner());
      }
      tree.add(entry(file));
    }
    List<PlannedLayer> layers = new ArrayList<>();
    for (String name : large) {
      EntryTree tree = trees.get(name);
      CarriedWheel wheel = byName.get(name);
      if (tree != null && wheel != null) {
        String title = name + " " + wheel.entry().version();
        layers.add(new PlannedLayer(Kind.WHEEL, title, tree.entries()));
      }
    }
    if (!rest.isEmpty()) {
      String title = others.size() + (others.size() == 1 ? " package" : " packages");
      layers.add(new PlannedLayer(Kind.WHEELS, title, rest.entries()));
    }
    return layers;
  }

  /** Names of packages with a layer of their own, in order; the smallest give way to the limit. */
  private List<String> large(Collection<PlannedFile> files, int room) {
    Map<String, Long> sizes = new HashMap<>();
    for (PlannedFile file : files) {
      if (file.content() instanceof PlannedFile.FromWheel member) {
        sizes.merge(file.owner(), member.member().compressedSize(), Long::sum);
      }
    }
    return sizes.entrySet().stream()
        .filter(size -> size.getValue() >= LARGE)
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(Math.max(0, room - 1))
        .map(Map.Entry::getKey)
        .sorted(LayerOrder.read().comparator())
        .toList();
  }

  private PlannedEntry entry(PlannedFile file) {
    String path = ImageLayout.ENVIRONMENT + "/" + file.path();
    return switch (file.content()) {
      case PlannedFile.Made made -> PlannedEntry.file(path, file.mode(), made.bytes());
      case PlannedFile.Link link -> PlannedEntry.link(path, link.target());
      case PlannedFile.FromWheel member -> {
        CarriedWheel wheel = wheels.get(member.wheel());
        if (wheel == null) {
          throw new IllegalArgumentException("no wheel " + member.wheel());
        }
        yield new PlannedEntry(
            new LayerEntry.File(path, file.mode(), 0, wheel.content(member.member())),
            member.wheel() + "/" + member.member().path());
      }
    };
  }
}
