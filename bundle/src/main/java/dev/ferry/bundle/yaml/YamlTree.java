package dev.ferry.bundle.yaml;

import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes {@link YamlNode}s of YAML 1.2 text. The bounds are ours, not the parser's: depth, and nodes
 * counted once for every alias that repeats them, so that nine lines of aliases do not become a
 * billion words.
 */
final class YamlTree {
  private static final int DEEPEST = 20;
  private static final int MOST_NODES = 20_000;

  /** Thrown at the first thing that makes the rest of the file unreadable. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Place place;
    private final transient Text text;

    Unreadable(Place place, Text text) {
      super(text.english());
      this.place = place;
      this.text = text;
    }

    public Place place() {
      return place;
    }

    public Text text() {
      return text;
    }
  }

  private record Anchored(YamlNode node, int size) {}

  private final java.util.Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int nodes;

  private YamlTree(String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel("spec").setMaxAliasesForCollections(50).build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /** The only document of {@code text}; empty when there is none. */
  static Optional<YamlNode> read(String text) throws Unreadable {
    try {
      return new YamlTree(text).document();
    } catch (MarkedYamlEngineException e) {
      Place place = e.getProblemMark().map(YamlTree::place).orElse(new Place(1, 1));
      String problem = e.getProblem() == null ? "?" : e.getProblem();
      throw new Unreadable(place, Text.of("not YAML: %s", "不是 YAML：%s", problem));
    } catch (YamlEngineException e) {
      throw new Unreadable(
          new Place(1, 1), Text.of("not YAML: %s", "不是 YAML：%s", String.valueOf(e.getMessage())));
    }
  }

  private Optional<YamlNode> document() throws Unreadable {
    Optional<YamlNode> only = Optional.empty();
    boolean started = false;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        if (started) {
          throw new Unreadable(place(event), Text.of("a second document", "出现了第二个 YAML 文档"));
        }
        started = true;
        only = Optional.of(node(events.next(), 0));
      }
    }
    return only;
  }

  private YamlNode node(Event event, int depth) throws Unreadable {
    if (depth > DEEPEST) {
      throw new Unreadable(place(event), Text.of("nested deeper than %d", "嵌套超过 %d 层", DEEPEST));
    }
    if (event instanceof AliasEvent alias) {
      return repeated(alias);
    }
    int before = nodes;
    count(event, 1);
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent start -> sequence(start, depth);
          case MappingStartEvent start -> mapping(start, depth);
          default ->
              throw new Unreadable(
                  place(event), Text.of("unexpected `%s`", "意外的 `%s`", event.getEventId()));
        };
    ((NodeEvent) event)
        .getAnchor()
        .ifPresent(anchor -> anchors.put(anchor, new Anchored(node, nodes - before)));
    return node;
  }

  private YamlNode repeated(AliasEvent alias) throws Unreadable {
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw new Unreadable(
          place(alias), Text.of("unknown alias `*%s`", "未知的别名 `*%s`", alias.getAlias().getValue()));
    }
    count(alias, anchored.size);
    return anchored.node;
  }

  private void count(Event event, int more) throws Unreadable {
    nodes += more;
    if (nodes > MOST_NODES) {
      throw new Unreadable(
          place(event),
          Text.of(
              "more than %d values, aliases counted each time", "超过 %d 个值（别名每次都计入）", MOST_NODES));
    }
  }

  private static YamlNode.Scalar scalar(ScalarEvent event) {
    return new YamlNode.Scalar(
        place(event), event.getValue(), event.getScalarStyle() != ScalarStyle.PLAIN);
  }

  private YamlNode sequence(SequenceStartEvent start, int depth) throws Unreadable {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = events.next(); !isEnd(event); event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return new YamlNode.Sequence(place(start), List.copyOf(items));
  }

  private YamlNode mapping(MappingStartEvent start, int depth) throws Unreadable {
    List<YamlNode.Entry> entries = new ArrayList<>();
    for (Event event = events.next(); !isEnd(event); event = events.next()) {
      YamlNode key = node(event, depth + 1);
      YamlNode value = node(events.next(), depth + 1);
      if (!(key instanceof YamlNode.Scalar scalar)) {
        throw new Unreadable(key.place(), Text.of("a key must be a word", "键必须是一个词"));
      }
      entries.add(new YamlNode.Entry(scalar, value));
    }
    return new YamlNode.Mapping(place(start), List.copyOf(entries));
  }

  private static boolean isEnd(Event event) {
    return event.getEventId() == Event.ID.SequenceEnd || event.getEventId() == Event.ID.MappingEnd;
  }

  private static Place place(Event event) {
    return event.getStartMark().map(YamlTree::place).orElse(new Place(1, 1));
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
