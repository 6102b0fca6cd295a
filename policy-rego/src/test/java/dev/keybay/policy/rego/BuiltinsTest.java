package dev.keybay.policy.rego;

import static dev.keybay.policy.rego.Rego.json;
import static dev.keybay.policy.rego.Rego.lenient;
import static dev.keybay.policy.rego.Rego.p;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyEvaluationException.Kind;
import org.junit.jupiter.api.Test;

class BuiltinsTest {
  private static void fails(Kind kind, String expression) {
    PolicyEvaluationException e =
        assertThrows(PolicyEvaluationException.class, () -> p("p := " + expression));
    assertEquals(kind, e.kind());
    assertEquals("undefined", lenient("p := " + expression));
  }

  @Test
  void aggregates() {
    assertEquals(
        "[3,6,6,3,1,[1,2]]",
        json(
            "[count(\"añb\"), sum({1, 2, 3}), product([2, 3]), max([1, 3]), min({1, 2}), sort({2, 1})]"));
    assertEquals("undefined", p("p := max([])"));
    fails(Kind.TYPE, "count(1)");
    fails(Kind.TYPE, "sum([\"a\"])");
  }

  @Test
  void arrays() {
    assertEquals(
        "[[1,2],[2,1],[2],[1,2,[3]]]",
        json(
            "[array.concat([1], [2]), array.reverse([1, 2]), array.slice([1, 2, 3], 1, 2), array.flatten([[1], 2, [[3]]])]"));
    assertEquals("[[],[1]]", json("[array.slice([1], 2, 1), array.slice([1], -5, 9)]"));
    fails(Kind.TYPE, "array.concat(1, [])");
  }

  @Test
  void numbersAndConversions() {
    assertEquals(
        "[2,3,-3,2,1]", json("[abs(-2), ceil(2.1), floor(-2.1), round(1.5), to_number(\"1.0\")]"));
    assertEquals(
        "[[1,2,3],[3,2],[0,4,8]]",
        json("[numbers.range(1, 3), numbers.range(3, 2), numbers.range_step(0, 9, 4)]"));
    assertEquals("[0,1,-15]", json("[to_number(null), to_number(true), to_number(\"-15\")]"));
    fails(Kind.BUILTIN, "to_number(\"x\")");
    fails(Kind.BUILTIN, "numbers.range_step(0, 1, 0)");
    fails(Kind.BUILTIN, "1 / 0");
    fails(Kind.BUILTIN, "1.5 % 1");
    fails(Kind.TYPE, "1 + \"1\"");
  }

  @Test
  void bits() {
    assertEquals(
        "[1,7,6,-2,8,-1]",
        json(
            "[bits.and(5, 3), bits.or(5, 3), bits.xor(5, 3), bits.negate(1), bits.lsh(1, 3), bits.rsh(-1, 4)]"));
    fails(Kind.TYPE, "bits.lsh(1, -1)");
    fails(Kind.TYPE, "bits.and(1.5, 1)");
  }

  @Test
  void sets() {
    assertEquals("[[2],[1,2,3]]", json("[intersection({{1, 2}, {2, 3}}), union({{1, 2}, {3}})]"));
    assertEquals("[[],[]]", json("[intersection(set()), union(set())]"));
    fails(Kind.TYPE, "union([1])");
  }

  @Test
  void objects() {
    assertEquals(
        "[1,9,5,9]",
        json(
            "[object.get({\"a\": 1}, \"a\", 9), object.get({}, \"a\", 9), object.get({\"a\": [5]}, [\"a\", 0], 9), object.get({\"a\": 1}, [\"a\", \"b\"], 9)]"));
    assertEquals(
        "[[\"a\"],{\"a\":1},{\"b\":2}]",
        json(
            "[object.keys({\"a\": 1}), object.filter({\"a\": 1, \"b\": 2}, [\"a\"]), object.remove({\"a\": 1, \"b\": 2}, {\"a\"})]"));
    assertEquals(
        "[{\"a\":{\"x\":1,\"y\":2}},{\"a\":3}]",
        json(
            "[object.union({\"a\": {\"x\": 1}}, {\"a\": {\"y\": 2}}), object.union_n([{\"a\": 1}, {\"a\": 3}])]"));
    assertEquals(
        "[true,false,true,true]",
        json(
            "[object.subset({\"a\": {\"x\": 1, \"y\": 2}}, {\"a\": {\"x\": 1}}), object.subset({1}, {2}), object.subset([1, 2, 3], [2, 3]), object.subset([1, 2], {2})]"));
    assertEquals(
        "[{\"a\":{\"c\":2}},{\"a\":{\"b\":1}}]",
        json(
            "[json.filter({\"a\": {\"b\": 1, \"c\": 2}}, {\"a/c\"}), json.remove({\"a\": {\"b\": 1, \"c\": 2}}, [[\"a\", \"c\"]])]"));
    fails(Kind.TYPE, "object.get(\"a\", \"b\", 1)");
    fails(Kind.TYPE, "json.remove({}, \"a\")");
  }

  @Test
  void strings() {
    assertEquals(
        "[\"a,b\",\"ab\",\"AB\",\"xbx\"]",
        json(
            "[concat(\",\", [\"a\", \"b\"]), lower(\"AB\"), upper(\"ab\"), replace(\"aba\", \"a\", \"x\")]"));
    assertEquals(
        "[[\"a\",\"b\"],\"bc\",\"b\",\"cba\"]",
        json(
            "[split(\"a/b\", \"/\"), substring(\"abc\", 1, -1), substring(\"abc\", 1, 1), strings.reverse(\"abc\")]"));
    assertEquals(
        "[\"b\",\"bxx\",\"xxb\",\"bc\",\"ab\",\"b\"]",
        json(
            "[trim(\"xxbxx\", \"x\"), trim_left(\"xxbxx\", \"x\"), trim_right(\"xxbxx\", \"x\"), trim_prefix(\"abc\", \"a\"), trim_suffix(\"abc\", \"c\"), trim_space(\" \\tb\\n\")]"));
    assertEquals(
        "[true,true,true,1,[0,2],2]",
        json(
            "[contains(\"abc\", \"b\"), startswith(\"abc\", \"ab\"), endswith(\"abc\", \"bc\"), indexof(\"añb\", \"ñ\"), indexof_n(\"aba\", \"a\"), strings.count(\"aba\", \"a\")]"));
    assertEquals(
        "[true,true,\"1-b\"]",
        json(
            "[strings.any_prefix_match([\"ab\"], {\"a\"}), strings.any_suffix_match(\"ab\", \"b\"), strings.replace_n({\"a\": \"1\", \"/\": \"-\"}, \"a/b\")]"));
    fails(Kind.BUILTIN, "substring(\"a\", -1, 1)");
    fails(Kind.BUILTIN, "indexof(\"a\", \"\")");
    fails(Kind.TYPE, "lower(1)");
  }

  @Test
  void formats() {
    assertEquals(
        "a 1 2.50 true 0x1f    7|7   |007 \"q\" {1} 100%",
        p(
            "p := sprintf(\"%s %d %.2f %t %#x %4d|%-4d|%03d %q %v 100%%\", [\"a\", 1, 2.5, true, 31, 7, 7, 7, \"q\", {1}])"));
    assertEquals("%!d(string=x) %!s(MISSING)", p("p := sprintf(\"%d %s\", [\"x\"])"));
    assertEquals("%!(EXTRA int=1)", p("p := sprintf(\"\", [1])"));
    assertEquals("1.5e+03 1500", p("p := sprintf(\"%.1e %v\", [1500, 1500])"));
    assertEquals("[\"ff\",\"-11\"]", json("[format_int(255, 16), format_int(-3.9, 2)]"));
    fails(Kind.TYPE, "format_int(1, 3)");
    fails(Kind.BUILTIN, "sprintf(\"%9999d\", [1])");
  }

  @Test
  void encodings() {
    assertEquals("{\"a\":[1,null,\"\\n\"]}", p("p := json.marshal({\"a\": [1, null, \"\\n\"]})"));
    assertEquals(
        "[1.5,{\"k\":true}]", json("[json.unmarshal(\"1.5\"), json.unmarshal(`{\"k\": true}`)]"));
    assertEquals("[true,false]", json("[json.is_valid(\"[]\"), json.is_valid(\"[\")]"));
    assertEquals(
        "{\n  \"a\": 1\n}", p("p := json.marshal_with_options({\"a\": 1}, {\"indent\": \"  \"})"));
    assertEquals(
        "[\"w7/Dvg==\",\"w7_Dvg\",\"ÿþ\",\"ÿþ\",true,false]",
        json(
            "[base64.encode(\"ÿþ\"), base64url.encode_no_pad(\"ÿþ\"), base64.decode(\"w7/Dvg==\"), base64url.decode(\"w7_Dvg\"), base64.is_valid(\"YQ==\"), base64.is_valid(\"YQ\")]"));
    fails(Kind.BUILTIN, "json.unmarshal(\"{\")");
    fails(Kind.BUILTIN, "base64.decode(\"*\")");
    fails(Kind.BUILTIN, "base64.decode(\"/w==\")");
  }

  @Test
  void units() {
    assertEquals(
        "[1000,0.5,1048576,1000000,2048]",
        json(
            "[units.parse(\"1k\"), units.parse(\"500m\"), units.parse(\"1Mi\"), units.parse_bytes(\"1MB\"), units.parse_bytes(\"2KiB\")]"));
    fails(Kind.BUILTIN, "units.parse(\"1 k\")");
    fails(Kind.BUILTIN, "units.parse_bytes(\"GB\")");
    fails(Kind.BUILTIN, "units.parse(\"1q\")");
  }

  @Test
  void regularExpressions() {
    assertEquals(
        "[true,false,false]",
        json("[regex.match(`^a+$`, \"aaa\"), regex.match(`^a+$`, \"ab\"), regex.is_valid(`(`)]"));
    assertEquals(
        "[[\"1\",\"22\"],[[\"a1\",\"1\"]],\"<1>b\",[\"a\",\"b\"],true]",
        json(
            "[regex.find_n(`\\d+`, \"1a22b3\", 2), regex.find_all_string_submatch_n(`a(\\d)`, \"a1 a2\", 1), regex.replace(\"a1b\", `a(\\d)`, \"<$1>\"), regex.split(`,\\s*`, \"a, b\"), regex.template_match(\"urn:{.*}\", \"urn:x\", \"{\", \"}\")]"));
    fails(Kind.BUILTIN, "regex.match(`(`, \"\")");
    fails(Kind.BUILTIN, "regex.match(`((a{100}){100}){100}`, \"\")");
    fails(Kind.BUILTIN, "regex.match(`(?=a)`, \"a\")");
  }

  @Test
  void times() {
    long now = 1772445600500000000L;
    assertEquals(now, p("p := time.now_ns()"));
    assertEquals(
        "[[2026,3,2],[10,0,0],\"Monday\"]",
        json("[time.date(time.now_ns()), time.clock(time.now_ns()), time.weekday(time.now_ns())]"));
    assertEquals(
        "[[5,0,0],[2026,3,3]]",
        json(
            "[time.clock([time.now_ns(), \"America/New_York\"]), time.date(time.add_date(time.now_ns(), 0, 0, 1))]"));
    assertEquals(now, p("p := time.parse_rfc3339_ns(\"2026-03-02T11:00:00.5+01:00\")"));
    assertEquals(
        now - 500000000,
        p("p := time.parse_ns(\"Mon Jan _2 15:04:05 2006\", \"Mon Mar  2 10:00:00 2026\")"));
    assertEquals("2026-03-02T10:00:00.5Z", p("p := time.format(time.now_ns())"));
    assertEquals(
        "02 Mar 26 05:00 -0500",
        p("p := time.format([time.now_ns(), \"America/New_York\", \"RFC822Z\"])"));
    assertEquals(
        "[5400000000000,-1500]",
        json("[time.parse_duration_ns(\"1h30m\"), time.parse_duration_ns(\"-1.5us\")]"));
    assertEquals(
        "[1,1,1,1,1,1]",
        json(
            "time.diff(time.parse_rfc3339_ns(\"2027-04-03T11:01:01Z\"), time.parse_rfc3339_ns(\"2026-03-02T10:00:00Z\"))"));
    fails(Kind.BUILTIN, "time.parse_rfc3339_ns(\"2026-13-02T00:00:00Z\")");
    fails(Kind.BUILTIN, "time.date([0, \"Nowhere\"])");
    fails(Kind.BUILTIN, "time.parse_duration_ns(\"1\")");
  }

  @Test
  void types() {
    assertEquals(
        "[\"null\",\"boolean\",\"number\",\"string\",\"array\",\"object\",\"set\"]",
        json("[type_name(x) | x := [null, true, 1, \"\", [], {}, set()][_]]"));
    assertEquals(
        "[true,true,true,true,true,true,true,false]",
        json(
            "[is_null(null), is_boolean(false), is_number(1.5), is_string(\"\"), is_array([]), is_object({}), is_set(set()), is_array(set())]"));
  }

  @Test
  void walkGivesEveryPath() {
    assertEquals(
        "[[[],{\"a\":[1]}],[[\"a\"],[1]],[[\"a\",0],1]]",
        json("[[path, value] | walk({\"a\": [1]}, [path, value])]"));
  }

  @Test
  void tracingSucceedsAndSaysNothing() {
    assertEquals(true, p("p if { print(\"a\", 1); trace(\"b\") }"));
  }
}
