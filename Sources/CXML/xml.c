#include "CXML.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const xmlChar *space, *local;
} name_pair;

struct cxml_document {
    xmlDocPtr tree;
    cxml_event *events;
    xmlNodePtr *nodes;
    size_t count, capacity;
    xmlChar **values;      // attribute values that were put together
    size_t value_count, value_capacity;
    name_pair *names;
    int32_t name_count, name_capacity;
    int32_t *buckets;      // names by hash, open addressing, -1: free
    int32_t bucket_count;
    int failed;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start(void) { xmlInitParser(); }

static void silent(void *context, xmlErrorPtr error) {
    (void)context;
    (void)error;
}

// A document type may declare entities: office files have none.
static void stop_at_doctype(
    void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system
) {
    (void)name;
    (void)external;
    (void)system;
    xmlParserCtxtPtr parser = context;
    parser->_private = parser;
    xmlStopParser(parser);
}

static int grow(void **memory, size_t *capacity, size_t wanted, size_t size) {
    if (wanted <= *capacity) return 1;
    size_t larger = *capacity < 256 ? 256 : *capacity * 2;
    void *grown = realloc(*memory, larger * size);
    if (grown == NULL) return 0;
    *memory = grown;
    *capacity = larger;
    return 1;
}

static uint32_t hash_of(const xmlChar *space, const xmlChar *local) {
    // names live in the dictionary of the parser: equal ones are the same pointer
    uint64_t mix = (uint64_t)(uintptr_t)local * 0x9E3779B97F4A7C15u ^ (uint64_t)(uintptr_t)space;
    return (uint32_t)((mix * 0xBF58476D1CE4E5B9u) >> 32);
}

static int rehash(cxml_document *d) {
    int32_t count = d->bucket_count == 0 ? 256 : d->bucket_count * 2;
    int32_t *buckets = malloc((size_t)count * sizeof *buckets);
    if (buckets == NULL) return 0;
    memset(buckets, 0xFF, (size_t)count * sizeof *buckets);
    for (int32_t i = 0; i < d->name_count; i++) {
        uint32_t at = hash_of(d->names[i].space, d->names[i].local) & (uint32_t)(count - 1);
        while (buckets[at] >= 0) at = (at + 1) & (uint32_t)(count - 1);
        buckets[at] = i;
    }
    free(d->buckets);
    d->buckets = buckets;
    d->bucket_count = count;
    return 1;
}

static int32_t number_of(cxml_document *d, const xmlNs *ns, const xmlChar *local) {
    const xmlChar *space = ns == NULL ? NULL : ns->href;
    if (d->name_count * 2 >= d->bucket_count && !rehash(d)) {
        d->failed = 1;
        return -1;
    }
    uint32_t mask = (uint32_t)(d->bucket_count - 1);
    uint32_t at = hash_of(space, local) & mask;
    for (; d->buckets[at] >= 0; at = (at + 1) & mask) {
        name_pair known = d->names[d->buckets[at]];
        if (known.local == local && known.space == space) return d->buckets[at];
    }
    if (d->name_count == d->name_capacity) {
        int32_t larger = d->name_capacity == 0 ? 64 : d->name_capacity * 2;
        name_pair *grown = realloc(d->names, (size_t)larger * sizeof *grown);
        if (grown == NULL) {
            d->failed = 1;
            return -1;
        }
        d->names = grown;
        d->name_capacity = larger;
    }
    d->names[d->name_count] = (name_pair){space, local};
    d->buckets[at] = d->name_count;
    return d->name_count++;
}

static void add(cxml_document *d, int32_t kind, int32_t name, xmlNodePtr node, const xmlChar *value) {
    size_t room = d->capacity;
    if (!grow((void **)&d->events, &room, d->count + 1, sizeof *d->events)
        || !grow((void **)&d->nodes, &d->capacity, d->count + 1, sizeof *d->nodes)) {
        d->failed = 1;
        return;
    }
    d->events[d->count] = (cxml_event){kind, name, value, value == NULL ? 0 : (size_t)xmlStrlen(value)};
    d->nodes[d->count++] = node;
}

static void add_attribute(cxml_document *d, xmlAttrPtr attribute) {
    const xmlChar *value = (const xmlChar *)"";
    xmlNodePtr only = attribute->children;
    if (only != NULL && only->next == NULL && only->type == XML_TEXT_NODE) {
        value = only->content;
    } else if (only != NULL) {
        xmlChar *joined = xmlNodeListGetString(d->tree, only, 1);
        if (joined == NULL
            || !grow((void **)&d->values, &d->value_capacity, d->value_count + 1, sizeof *d->values)) {
            xmlFree(joined);
            d->failed = 1;
            return;
        }
        d->values[d->value_count++] = joined;
        value = joined;
    }
    add(d, CXML_ATTRIBUTE, number_of(d, attribute->ns, attribute->name), (xmlNodePtr)attribute, value);
}

static void walk(cxml_document *d) {
    xmlNodePtr node = d->tree->children;
    while (node != NULL && !d->failed) {
        int is_open = 0;
        switch (node->type) {
        case XML_ELEMENT_NODE:
            add(d, CXML_START, number_of(d, node->ns, node->name), node, NULL);
            for (xmlAttrPtr a = node->properties; a != NULL; a = a->next) add_attribute(d, a);
            for (xmlNsPtr ns = node->nsDef; ns != NULL; ns = ns->next) {
                add(d, CXML_NAMESPACE, -1, NULL, ns->href);
                if (ns->prefix != NULL) add(d, CXML_NAMESPACE, -1, NULL, ns->prefix);
            }
            is_open = 1;
            break;
        case XML_TEXT_NODE:
        case XML_CDATA_SECTION_NODE: add(d, CXML_TEXT, -1, node, node->content); break;
        case XML_COMMENT_NODE: add(d, CXML_COMMENT, -1, node, node->content); break;
        case XML_PI_NODE:
            add(d, CXML_INSTRUCTION, number_of(d, NULL, node->name), node, node->content);
            break;
        default: d->failed = 1; return;
        }
        if (is_open && node->children != NULL) {
            node = node->children;
            continue;
        }
        if (is_open) add(d, CXML_END, number_of(d, node->ns, node->name), node, NULL);
        while (node->next == NULL) {
            node = node->parent;
            if (node == NULL || node->type != XML_ELEMENT_NODE) return;
            add(d, CXML_END, number_of(d, node->ns, node->name), node, NULL);
        }
        node = node->next;
    }
}

// No office file has so many; libxml2 compares each attribute of an element with all others.
enum { MOST_ATTRIBUTES = 1000 };

// Whether a tag has more attributes than that, told by its equals signs before it is parsed. Zeros are
// passed over: two bytes a letter.
static int has_wide_tag(const uint8_t *bytes, size_t count) {
    enum { TEXT, TAG, QUOTE, COMMENT, INSTRUCTION, DATA } state = TEXT;
    uint32_t last = 0;
    uint8_t quote = 0;
    int attributes = 0;
    for (size_t i = 0; i < count; i++) {
        const uint8_t byte = bytes[i];
        if (byte == 0) continue;
        last = last << 8 | byte;
        switch (state) {
        case TEXT:
            if (byte == '<') {
                state = TAG;
                attributes = 0;
            }
            break;
        case TAG:
            if (last == 0x3C212D2D) {
                state = COMMENT;  // <!--
            } else if ((last & 0xFFFF) == 0x3C3F) {
                state = INSTRUCTION;  // <?
            } else if ((last & 0xFFFFFF) == 0x3C215B) {
                state = DATA;  // <![
            } else if (byte == '"' || byte == '\'') {
                state = QUOTE;
                quote = byte;
            } else if (byte == '>') {
                state = TEXT;
            } else if (byte == '=' && ++attributes > MOST_ATTRIBUTES) {
                return 1;
            }
            break;
        case QUOTE:
            if (byte == quote) state = TAG;
            break;
        case COMMENT:
            if ((last & 0xFFFFFF) == 0x2D2D3E) state = TEXT;
            break;
        case INSTRUCTION:
            if ((last & 0xFFFF) == 0x3F3E) state = TEXT;
            break;
        case DATA:
            if ((last & 0xFFFFFF) == 0x5D5D3E) state = TEXT;
            break;
        }
    }
    return 0;
}

int32_t cxml_read(const uint8_t *bytes, size_t count, cxml_document **document) {
    *document = NULL;
    if (count > INT32_MAX || has_wide_tag(bytes, count)) return CXML_DAMAGED;
    pthread_once(&once, start);
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (parser == NULL) return CXML_NO_MEMORY;
    parser->sax->internalSubset = stop_at_doctype;
    parser->sax->serror = silent;
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
    xmlDocPtr tree = xmlCtxtReadMemory(parser, (const char *)bytes, (int)count, NULL, NULL, options);
    int has_doctype = parser->_private != NULL;
    int is_well_formed = parser->wellFormed;
    xmlFreeParserCtxt(parser);
    if (has_doctype || tree == NULL || !is_well_formed) {
        xmlFreeDoc(tree);
        return has_doctype ? CXML_DOCTYPE : CXML_DAMAGED;
    }
    cxml_document *d = calloc(1, sizeof *d);
    if (d == NULL) {
        xmlFreeDoc(tree);
        return CXML_NO_MEMORY;
    }
    d->tree = tree;
    walk(d);
    if (d->failed) {
        cxml_close(d);
        return CXML_DAMAGED;
    }
    *document = d;
    return 0;
}

void cxml_close(cxml_document *d) {
    if (d == NULL) return;
    for (size_t i = 0; i < d->value_count; i++) xmlFree(d->values[i]);
    free(d->values);
    free(d->events);
    free(d->nodes);
    free(d->names);
    free(d->buckets);
    xmlFreeDoc(d->tree);
    free(d);
}

const cxml_event *cxml_events(const cxml_document *d, size_t *count) {
    *count = d->count;
    return d->events;
}

int32_t cxml_name_count(const cxml_document *d) { return d->name_count; }

void cxml_name(const cxml_document *d, int32_t name, const char **space, const char **local) {
    name_pair pair = d->names[name];
    *space = pair.space == NULL ? "" : (const char *)pair.space;
    *local = (const char *)pair.local;
}

// What an event tells after a change: its old value is gone from memory.
static void renew(cxml_document *d, size_t event, const xmlChar *value) {
    d->events[event].value = value;
    d->events[event].length = value == NULL ? 0 : (size_t)xmlStrlen(value);
}

// Word and Excel drop blanks at the ends of a text unless it says that they stand for themselves.
static void keep_blanks(cxml_document *d, size_t event, const uint8_t *value, size_t length) {
    xmlNodePtr parent = d->nodes[event]->parent;
    if (parent == NULL || parent->type != XML_ELEMENT_NODE || parent->ns == NULL || length == 0) return;
    if (value[0] > 0x20 && value[length - 1] > 0x20) return;
    const char *space = (const char *)parent->ns->href, *name = (const char *)parent->name;
    if (strstr(space, "wordprocessingml") == NULL && strstr(space, "spreadsheetml") == NULL) return;
    if (strcmp(name, "t") != 0 && strcmp(name, "delText") != 0 && strcmp(name, "instrText") != 0
        && strcmp(name, "delInstrText") != 0)
        return;
    // an attribute that is there has an event, which must not name memory that was freed
    xmlAttrPtr known = xmlHasNsProp(parent, (const xmlChar *)"space", XML_XML_NAMESPACE);
    if (known == NULL) {
        xmlNodeSetSpacePreserve(parent, 1);
        return;
    }
    size_t i = event;
    while (i > 0 && d->nodes[i] != (xmlNodePtr)known) i--;
    if (d->nodes[i] == (xmlNodePtr)known) cxml_set(d, i, (const uint8_t *)"preserve", 8);
}

int32_t cxml_set(cxml_document *d, size_t event, const uint8_t *value, size_t length) {
    xmlNodePtr node = d->nodes[event];
    if (node == NULL) return 0;
    if (node->type == XML_ATTRIBUTE_NODE) {
        xmlAttrPtr attribute = (xmlAttrPtr)node;
        xmlNodePtr text = xmlNewTextLen((const xmlChar *)value, (int)length);
        if (text == NULL) return CXML_NO_MEMORY;
        text->doc = d->tree;
        text->parent = (xmlNodePtr)attribute;
        xmlFreeNodeList(attribute->children);
        attribute->children = attribute->last = text;
        renew(d, event, text->content);
        return 0;
    }
    xmlNodePtr text = node->type == XML_COMMENT_NODE ? NULL
        : xmlNewTextLen((const xmlChar *)value, (int)length);
    if (node->type == XML_COMMENT_NODE) {
        xmlChar *copy = xmlStrndup((const xmlChar *)value, (int)length);
        text = copy == NULL ? NULL : xmlNewDocComment(d->tree, copy);
        xmlFree(copy);
    }
    if (text == NULL) return CXML_NO_MEMORY;
    if (text->type == XML_TEXT_NODE) keep_blanks(d, event, value, length);
    xmlReplaceNode(node, text);
    xmlFreeNode(node);
    d->nodes[event] = text;
    renew(d, event, text->content);
    return 0;
}

int32_t cxml_remove(cxml_document *d, size_t event) {
    xmlNodePtr node = d->nodes[event];
    if (node == NULL) return 0;
    // what stands in it is gone too: no event of it may name memory that was freed
    if (d->events[event].kind == CXML_START) {
        size_t i = event + 1;
        while (!(d->events[i].kind == CXML_END && d->nodes[i] == node)) {
            renew(d, i, NULL);
            d->nodes[i++] = NULL;
        }
        d->nodes[i] = NULL;
    }
    d->nodes[event] = NULL;
    renew(d, event, NULL);
    if (node->type == XML_ATTRIBUTE_NODE) {
        xmlRemoveProp((xmlAttrPtr)node);
    } else {
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
    return 0;
}

int32_t cxml_set_attribute(cxml_document *d, size_t event, const char *local, const char *value) {
    xmlNodePtr node = d->nodes[event];
    if (node == NULL) return 0;
    size_t index = event + 1;
    for (; index < d->count && d->events[index].kind == CXML_ATTRIBUTE; index++) {
        xmlNodePtr known = d->nodes[index];
        if (known == NULL || strcmp((const char *)known->name, local) != 0) continue;
        return cxml_set(d, index, (const uint8_t *)value, strlen(value));
    }
    xmlAttrPtr made = xmlNewProp(node, (const xmlChar *)local, (const xmlChar *)value);
    return made == NULL ? CXML_NO_MEMORY : 0;
}

int32_t cxml_insert(cxml_document *d, size_t event, const char *xml, size_t length) {
    xmlNodePtr parent = d->nodes[event], list = NULL;
    if (parent == NULL) return CXML_DAMAGED;
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    if (xmlParseInNodeContext(parent, xml, (int)length, options, &list) != XML_ERR_OK || list == NULL)
        return CXML_DAMAGED;
    xmlNodePtr first = parent->children;
    while (list != NULL) {
        xmlNodePtr next = list->next;
        xmlUnlinkNode(list);
        if (first != NULL) {
            xmlAddPrevSibling(first, list);
        } else {
            xmlAddChild(parent, list);
        }
        list = next;
    }
    return 0;
}

int32_t cxml_write(cxml_document *d, uint8_t **bytes, size_t *count) {
    xmlChar *memory = NULL;
    int size = 0;
    xmlDocDumpMemory(d->tree, &memory, &size);
    if (memory == NULL || size <= 0) return CXML_NO_MEMORY;
    *bytes = memory;
    *count = (size_t)size;
    return 0;
}

void cxml_free(uint8_t *bytes) { xmlFree(bytes); }
