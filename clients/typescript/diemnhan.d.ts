// The service's types: made by tools/typescript_types.sh with openapi-typescript 7.13.0, not by hand.
// OpenAPI: sha256 5343cabe37a904b669dba772463374305a7056419c3fbe684f4a857a7689657c

export interface paths {
    "/v1/briefs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the briefs
         * @description Return a page of briefs, newest first, without their segments.
         */
        get: operations["listing_v1_briefs_get"];
        put?: never;
        /**
         * Order a brief
         * @description Order a brief: 201 with the brief, or 202 with `Prefer: respond-async`.
         */
        post: operations["create_v1_briefs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/briefs/{brief_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a brief
         * @description Return a brief in the media type that fits best; 202 while it is still being written.
         */
        get: operations["read_v1_briefs__brief_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete a brief
         * @description Delete a brief, or withdraw one that is still being written.
         */
        delete: operations["remove_v1_briefs__brief_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/translations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Translate texts
         * @description Translate up to `max_texts` texts, keeping their order, paragraphs and line breaks.
         */
        post: operations["create_v1_translations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the cooperation records
         * @description Return a page of records, the most recently first seen first.
         */
        get: operations["listing_v1_ledger_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/{record_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a cooperation record
         * @description Return one record.
         */
        get: operations["read_v1_ledger__record_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{name}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a partner's timeline
         * @description Return the records of a partner in time order; its name in either language, diacritics or not.
         */
        get: operations["history_v1_partners__name__timeline_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/briefs/{brief_id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two briefs
         * @description Return what changed from the brief `against` to this one.
         */
        get: operations["compare_v1_briefs__brief_id__diff_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List suggested translations
         * @description List what was proposed and not yet taken or dropped, newest first.
         */
        get: operations["listing_v1_suggestions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suggestions/{suggestion_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a suggested translation
         * @description Put a suggestion into the translation memory, as approved by an editor.
         */
        post: operations["accept_v1_suggestions__suggestion_id__accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suggestions/{suggestion_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Drop one
         * @description Delete a suggestion.
         */
        delete: operations["drop_v1_suggestions__suggestion_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/glossaries/defaults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read this desk's default glossaries
         * @description Return what this desk has chosen, and what that comes to.
         */
        get: operations["read_v1_glossaries_defaults_get"];
        /**
         * Choose this desk's default glossaries
         * @description Choose for this desk; what is left out is as for everybody.
         */
        put: operations["replace_v1_glossaries_defaults_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/glossaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the glossaries
         * @description Return a page of glossaries without their entries, newest first.
         */
        get: operations["listing_v1_glossaries_get"];
        put?: never;
        /**
         * Keep a glossary
         * @description Keep a new glossary, sent as JSON or as a file with `name` in the query.
         */
        post: operations["create_v1_glossaries_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/glossaries/{glossary_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a glossary is
         * @description Return what a glossary is, without its entries.
         */
        get: operations["read_v1_glossaries__glossary_id__get"];
        /**
         * Replace a glossary
         * @description Put a whole glossary in the place of this one, sent as when it was created.
         */
        put: operations["replace_v1_glossaries__glossary_id__put"];
        post?: never;
        /**
         * Delete a glossary
         * @description Delete a glossary. Briefs keep what it made of them.
         */
        delete: operations["remove_v1_glossaries__glossary_id__delete"];
        options?: never;
        head?: never;
        /**
         * Rename a glossary, make it a default
         * @description Change name, direction or whether it is a default.
         */
        patch: operations["patch_v1_glossaries__glossary_id__patch"];
        trace?: never;
    };
    "/v1/glossaries/{glossary_id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a glossary's entries
         * @description Return the entries as JSON, CSV, TSV or TBX.
         */
        get: operations["entries_v1_glossaries__glossary_id__entries_get"];
        /**
         * Replace a glossary's entries
         * @description Put other entries in the place of all that there are, from any of those formats.
         */
        put: operations["put_entries_v1_glossaries__glossary_id__entries_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the jobs
         * @description Return a page of jobs, newest first.
         */
        get: operations["listing_v1_jobs_get"];
        put?: never;
        /**
         * Order a job
         * @description Accept a job: 202 with its Location once all of it is on the disk.
         */
        post: operations["create_v1_jobs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a job
         * @description Return a job: its state, its counts, its speed.
         */
        get: operations["read_v1_jobs__job_id__get"];
        put?: never;
        post?: never;
        /**
         * Cancel or purge a job
         * @description Cancel a job; what is done stays, unless the job is purged.
         */
        delete: operations["cancel_v1_jobs__job_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the results of a job
         * @description Stream the results as JSON Lines, in the order of the input.
         */
        get: operations["results_v1_jobs__job_id__results_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch a job
         * @description Stream the job as server-sent events whenever it changes; 204 when its end has been seen.
         */
        get: operations["watch_v1_jobs__job_id__events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try failed items again
         * @description Work at the failed items of an ended job again.
         */
        post: operations["retry_v1_jobs__job_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the translation memory
         * @description Return a page of entries, the latest changed first.
         */
        get: operations["listing_v1_memory_get"];
        put?: never;
        /**
         * Remember what an editor approved
         * @description Remember pairs that an editor approved, one or many.
         */
        post: operations["add_v1_memory_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memory/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look segments up in the memory
         * @description Look segments up: entries of the same text, and of texts that are alike.
         */
        post: operations["matches_v1_memory_matches_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memory/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a TMX file or a table in
         * @description Take a TMX file or a table into the memory.
         */
        post: operations["take_in_v1_memory_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memory/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Write the memory out
         * @description Write the memory out as TMX or as a table.
         */
        get: operations["export_v1_memory_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memory/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an entry
         * @description Return one entry.
         */
        get: operations["read_v1_memory__entry_id__get"];
        /**
         * Change what an entry says
         * @description Change what an entry says.
         */
        put: operations["change_v1_memory__entry_id__put"];
        post?: never;
        /**
         * Delete an entry
         * @description Delete an entry. Briefs keep what it made of them.
         */
        delete: operations["remove_v1_memory__entry_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/briefs/{brief_id}/segments/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Correct a segment of a brief
         * @description Put an editor's translation in the place of a segment's, and check it.
         */
        put: operations["correct_v1_briefs__brief_id__segments__index__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the endpoints
         * @description List the endpoints.
         */
        get: operations["endpoints_v1_webhooks_get"];
        put?: never;
        /**
         * Register an endpoint
         * @description Register an endpoint. Its secret is in this answer and in no other.
         */
        post: operations["register_v1_webhooks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an endpoint
         * @description Return an endpoint, without its secret.
         */
        get: operations["endpoint_v1_webhooks__webhook_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete an endpoint
         * @description Delete an endpoint with its deliveries.
         */
        delete: operations["remove_v1_webhooks__webhook_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change an endpoint
         * @description Change an endpoint. Made active again, it is sent what waited for it.
         */
        patch: operations["change_v1_webhooks__webhook_id__patch"];
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the secret
         * @description Give an endpoint a new secret; for a day the old one signs as well.
         */
        post: operations["rotate_v1_webhooks__webhook_id__rotate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test an endpoint
         * @description Send an endpoint a test now, once, and say what it answered.
         */
        post: operations["try_out_v1_webhooks__webhook_id__test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description Return a page of deliveries, newest first.
         */
        get: operations["listing_v1_deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery
         * @description Return a delivery with its body.
         */
        get: operations["delivery_v1_deliveries__delivery_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{delivery_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver again
         * @description Have a delivery tried again from the start of the schedule, under the same id.
         */
        post: operations["replay_v1_deliveries__delivery_id__replay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cms/superdesk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Superdesk's HTTP push
         * @description Take an item as Superdesk's HTTP push sends it.
         */
        post: operations["superdesk_v1_cms_superdesk_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cms/inbound/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A system's webhook
         * @description Take an article out of any JSON, by the mapping of that name in the settings.
         */
        post: operations["inbound_v1_cms_inbound__name__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feeds/{language}.{ending}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A feed of briefs
         * @description Return the newest briefs as a feed; 304 where the reader has it already.
         */
        get: operations["feed_v1_feeds__language___ending__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/briefs/{brief_id}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A brief as a card
         * @description Return a brief as HTML to put into a page, in its article's language unless another is named.
         */
        get: operations["card_v1_briefs__brief_id__card_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oembed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * oEmbed of a brief
         * @description Return the card of the brief at an address, as oEmbed 1.0 has it.
         */
        get: operations["oembed_oembed_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the service stands
         * @description Say how the service stands.
         */
        get: operations["read_v1_status_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alive?
         * @description Answer as long as the event loop turns.
         */
        get: operations["alive_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready?
         * @description Say whether the models and the database can be used; 503 says what stands in the way.
         */
        get: operations["ready_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Return the metrics in Prometheus' text format.
         */
        get: operations["metrics_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Census
         * @description What the database holds. `octets` is its size; `oldest_job` when the oldest unfinished job came.
         *
         *     `workers` are the processes that work at jobs; `dead_deliveries` are webhooks that were given up.
         */
        Census: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "sqlite" | "postgresql";
            /** Octets */
            octets: number;
            /** Briefs */
            briefs: number;
            /** Promised */
            promised: number;
            /** Jobs */
            jobs: number;
            /** Job Items */
            job_items: number;
            /** Oldest Job */
            oldest_job: string | null;
            /** Workers */
            workers: number;
            /** Dead Deliveries */
            dead_deliveries: number;
        };
        /**
         * ModelCard
         * @description A model of the service: `task` is what it does here, `problems` what a check of its files found.
         *
         *     `in_use` is False for a translation model while another one translates.
         */
        ModelCard: {
            /** Name */
            name: string;
            /** Version */
            version: string;
            /** Task */
            task: string;
            /** Licence */
            licence: string;
            /** Octets */
            octets: number;
            /**
             * Problems
             * @default []
             */
            problems?: string[];
            /**
             * In Use
             * @default true
             */
            in_use?: boolean;
        };
        /**
         * Room
         * @description The disk that the data directory is on, in octets.
         */
        Room: {
            /** Total */
            total: number;
            /** Free */
            free: number;
        };
        /**
         * StatusOut
         * @description How the service stands.
         *
         *     `ready` is what /readyz says, `obstacles` are why not. `database` is null where the database does not
         *     answer. `requests` and `memory_octets` are those of the process that answers, `troubles` its last warnings
         *     and errors, the newest first; the rest is the same from every server.
         */
        StatusOut: {
            /** Version */
            version: string;
            /**
             * Now
             * Format: date-time
             */
            now: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Ready */
            ready: boolean;
            /** Obstacles */
            obstacles: string[];
            /** Models */
            models: components["schemas"]["ModelCard"][];
            database: components["schemas"]["Census"] | null;
            disk: components["schemas"]["Room"];
            /** Memory Octets */
            memory_octets: number | null;
            /** Requests */
            requests: {
                [key: string]: number;
            };
            /** Troubles */
            troubles: components["schemas"]["Trouble"][];
        };
        /**
         * Trouble
         * @description A warning or an error of the log: its event, and the cause where it names one.
         */
        Trouble: {
            /** At */
            at: string;
            /** Level */
            level: string;
            /** Event */
            event: string;
            /** Cause */
            cause?: string | null;
        };
        /**
         * Accepted
         * @description A brief that was promised.
         */
        Accepted: {
            /** Id */
            id: string;
            /**
             * Status
             * @default pending
             * @constant
             */
            status?: "pending";
            /** Location */
            location: string;
        };
        /**
         * ActDate
         * @description When: the article's words, and EDTF level 0/1 (2019-08, 2020/2021) where they are enough.
         */
        ActDate: {
            /** Text */
            text: string | null;
            /** Edtf */
            edtf: string | null;
        };
        /**
         * Alternative
         * @description Another wording of a translation, and the chance (0..1) that it is good, where that is known.
         */
        Alternative: {
            /** Text */
            text: string;
            /** Confidence */
            confidence: number | null;
        };
        /**
         * Amount
         * @description A sum as written, its value in units, and its ISO 4217 code (None for what is no money).
         */
        Amount: {
            /** Text */
            text: string;
            /** Value */
            value: number | null;
            /** Currency */
            currency: string | null;
        };
        /**
         * Bilingual
         * @description The same words in both languages; a side is empty until somebody can say it.
         */
        Bilingual: {
            /** Vi */
            vi: string;
            /** En */
            en: string;
        };
        /**
         * BriefCard
         * @description A brief in a listing: all of it but the segments.
         */
        BriefCard: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            source: components["schemas"]["Source"];
            headline: components["schemas"]["Bilingual"];
            /** Summary */
            summary: components["schemas"]["SummarySentence"][];
            /** Highlights */
            highlights: components["schemas"]["Highlight"][];
            /** Quotes */
            quotes: components["schemas"]["Quote"][];
            /** Findings */
            findings: components["schemas"]["Finding"][];
            provenance: components["schemas"]["Provenance"];
        };
        /**
         * BriefList
         * @description A page of briefs, newest first; `next_cursor` is null on the last page.
         */
        BriefList: {
            /** Briefs */
            briefs: components["schemas"]["BriefCard"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * BriefRequest
         * @description An article: exactly one of `text`, `html` and `ninjs`, and what is known about it.
         * @example {
         *       "glossary": {
         *         "bản ghi nhớ": "memorandum of understanding"
         *       },
         *       "options": {
         *         "summary_sentences": 3
         *       },
         *       "published_at": "2019-08-05T09:30:00+07:00",
         *       "text": "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.",
         *       "title": "Việt Nam - Nhật Bản hợp tác y tế",
         *       "url": "https://example.org/viet-nam-nhat-ban"
         *     }
         */
        BriefRequest: {
            /**
             * Text
             * @description Plain text; blank lines part paragraphs.
             * @default null
             */
            text?: string | null;
            /**
             * Html
             * @description A page or a fragment; boilerplate is left out.
             * @default null
             */
            html?: string | null;
            /**
             * Ninjs
             * @description A ninjs item (1.3, 3.1, Superdesk).
             * @default null
             */
            ninjs?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * Title
             * @default null
             */
            title?: string | null;
            /**
             * Language
             * @description Recognised if it is not given.
             * @default null
             */
            language?: ("vi" | "en") | null;
            /**
             * Url
             * @default null
             */
            url?: string | null;
            /**
             * Published At
             * @description Without a zone: UTC.
             * @default null
             */
            published_at?: string | null;
            /**
             * Id
             * @description Your own id of the article; comes back in `source.id`.
             * @default null
             */
            id?: string | null;
            /**
             * Glossary
             * @description Terms of the article and their renderings.
             */
            glossary?: {
                [key: string]: string;
            };
            /**
             * Glossaries
             * @description Ids of stored glossaries, the first before the next; [] is none, left out: the desk's default ones.
             * @default null
             */
            glossaries?: string[] | null;
            /**
             * @default {
             *       "summary_sentences": 3,
             *       "summary_words": null,
             *       "summary_ratio": null,
             *       "focus": "general",
             *       "memory": true,
             *       "deliver": null
             *     }
             */
            options?: components["schemas"]["Options"];
        };
        /**
         * Evidence
         * @description Words of the article: code-point offsets into the normalised text, `end` exclusive.
         */
        Evidence: {
            /** Segment */
            segment: number;
            /** Start */
            start: number;
            /** End */
            end: number;
            /** Text */
            text: string;
        };
        /**
         * Finding
         * @description A check that wants an editor's eye; `segment` is None where it concerns the whole brief.
         */
        Finding: {
            /**
             * Code
             * @enum {string}
             */
            code: "number_mismatch" | "date_mismatch" | "currency_mismatch" | "name_untranslated" | "name_changed" | "untranslated" | "term_missed" | "too_short" | "too_long" | "repeated" | "low_score" | "truncated" | "ungrounded" | "assistant_unavailable" | "name_varies" | "negation_lost" | "meaning_changed" | "instruction_in_article";
            /**
             * Severity
             * @enum {string}
             */
            severity: "info" | "warning" | "error";
            /** Segment */
            segment: number | null;
            message: components["schemas"]["Bilingual"];
        };
        /**
         * Highlight
         * @description One act or programme of cooperation. `confidence` in 0..1; `rank` from 1 by news value.
         */
        Highlight: {
            /** Rank */
            rank: number;
            /**
             * Instrument
             * @enum {string}
             */
            instrument: "mou" | "agreement" | "statement" | "plan" | "visit" | "training" | "project" | "aid" | "investment" | "membership" | "facility" | "other";
            /**
             * Status
             * @enum {string}
             */
            status: "proposed" | "planned" | "signed" | "ongoing" | "completed" | "ended";
            /**
             * Event Type
             * @enum {string}
             */
            event_type: "CONSULT" | "AGREE" | "SUPPORT" | "COOPERATE" | "AID" | "SANCTION";
            /** Partners */
            partners: components["schemas"]["Partner"][];
            date: components["schemas"]["ActDate"];
            place: components["schemas"]["Bilingual"] | null;
            /** Fields */
            fields: ("economy_trade" | "investment_finance" | "science_technology" | "industry" | "agriculture" | "energy" | "environment_climate" | "health" | "education_training" | "culture_tourism_sport" | "defence" | "security_police" | "justice_law" | "maritime" | "transport_infrastructure" | "labour" | "standards_productivity" | "digital_telecom" | "humanitarian" | "diplomacy" | "other")[];
            /** Amounts */
            amounts: components["schemas"]["Amount"][];
            gist: components["schemas"]["Bilingual"];
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
            /** Confidence */
            confidence: number;
        };
        JsonValue: unknown;
        /**
         * Options
         * @description How the brief is written. One length of the summary may be given: sentences, words or ratio.
         */
        Options: {
            /**
             * Summary Sentences
             * @default 3
             */
            summary_sentences?: number;
            /**
             * Summary Words
             * @default null
             */
            summary_words?: number | null;
            /**
             * Summary Ratio
             * @default null
             */
            summary_ratio?: number | null;
            /**
             * Focus
             * @default general
             * @enum {string}
             */
            focus?: "general" | "cooperation";
            /**
             * Memory
             * @description Reuse what the translation memory has.
             * @default true
             */
            memory?: boolean;
            /**
             * Deliver
             * @description Ids of the endpoints that are told; [] is none, left out: those that asked for such events.
             * @default null
             */
            deliver?: string[] | null;
        };
        /**
         * Partner
         * @description A party to the act. `country` is ISO 3166-1 alpha-2.
         */
        Partner: {
            name: components["schemas"]["Bilingual"];
            /**
             * Type
             * @enum {string}
             */
            type: "country" | "government" | "agency" | "company" | "university" | "international_org" | "person" | "other";
            /** Country */
            country: string | null;
            evidence: components["schemas"]["Evidence"];
        };
        /**
         * ProblemDetails
         * @description RFC 9457 problem details, with our `code`, `remedy` and `request_id`.
         * @example {
         *       "code": "empty_input",
         *       "detail": "The request has no body.",
         *       "instance": "/v1/briefs",
         *       "remedy": "Send an article: JSON with `text`, `html` or `ninjs`.",
         *       "request_id": "5f0c1d2e3b4a49d08c7f6e5d4c3b2a19",
         *       "status": 422,
         *       "title": "Unprocessable Entity",
         *       "type": "urn:diemnhan:problem:empty_input"
         *     }
         */
        ProblemDetails: {
            /** Type */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /** Detail */
            detail: string;
            /** Instance */
            instance: string;
            /** Code */
            code: string;
            /** Remedy */
            remedy: string;
            /** Request Id */
            request_id: string;
            /**
             * Errors
             * @default null
             */
            errors?: {
                [key: string]: string;
            }[] | null;
        };
        /**
         * Provenance
         * @description Which versions of what wrote a brief: the same input and provenance give the same brief.
         */
        Provenance: {
            /** Service */
            service: string;
            /** Translator */
            translator: string;
            /** Summariser */
            summariser: string;
            /** Extractor */
            extractor: string;
            /** Glossary */
            glossary: string;
            /**
             * Prompt
             * @default null
             */
            prompt?: string | null;
            /**
             * Memory
             * @default null
             */
            memory?: string | null;
        };
        /**
         * Quote
         * @description Direct speech: who said it, in both languages, and where.
         */
        Quote: {
            /** Speaker */
            speaker: string;
            text: components["schemas"]["Bilingual"];
            evidence: components["schemas"]["Evidence"];
        };
        /**
         * Source
         * @description The article that a brief is about.
         */
        Source: {
            /** Id */
            id: string | null;
            /** Url */
            url: string | null;
            /** Title */
            title: string | null;
            /**
             * Language
             * @enum {string}
             */
            language: "vi" | "en";
            /** Published At */
            published_at: string | null;
            /** Sha256 */
            sha256: string;
        };
        /**
         * SummarySentence
         * @description A sentence of the summary and the words it rests on.
         */
        SummarySentence: {
            text: components["schemas"]["Bilingual"];
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
        };
        /**
         * TermUse
         * @description A term of a glossary that a translation renders as it should.
         *
         *     `term` are the words at `start`..`end` of the segment's source (code points, `end` exclusive),
         *     `rendering` are the words of the translation, `glossary` says whose term it is: name and version.
         */
        TermUse: {
            /** Term */
            term: string;
            /** Rendering */
            rendering: string;
            /** Start */
            start: number;
            /** End */
            end: number;
            /** Glossary */
            glossary: string;
        };
        /**
         * TranslationOut
         * @description A translated text, the language it was in, and what an editor should look at.
         */
        TranslationOut: {
            /** Text */
            text: string;
            /**
             * Source
             * @enum {string}
             */
            source: "vi" | "en";
            /** Findings */
            findings: components["schemas"]["Finding"][];
            /**
             * Confidence
             * @description Chance, 0 to 1, that it is good; null where the model is not calibrated.
             * @default null
             */
            confidence?: number | null;
            /**
             * Alternatives
             * @default []
             */
            alternatives?: components["schemas"]["Alternative"][];
            /**
             * Term Uses
             * @description Which terms of a glossary fired where in the text as sent; not in markup.
             * @default []
             */
            term_uses?: components["schemas"]["TermUse"][];
            /**
             * Reused
             * @description How many of its sentences the translation memory had.
             * @default 0
             */
            reused?: number;
        };
        /**
         * TranslationsAnswer
         * @description The translations, in the order of the texts.
         * @example {
         *       "translations": [
         *         {
         *           "alternatives": [],
         *           "confidence": 0.86,
         *           "findings": [],
         *           "source": "vi",
         *           "term_uses": [
         *             {
         *               "end": 29,
         *               "glossary": "institutions@1a2b3c4d5e6f",
         *               "rendering": "cooperation agreement",
         *               "start": 11,
         *               "term": "thỏa thuận hợp tác"
         *             }
         *           ],
         *           "text": "The two sides signed a cooperation agreement."
         *         }
         *       ]
         *     }
         */
        TranslationsAnswer: {
            /** Translations */
            translations: components["schemas"]["TranslationOut"][];
        };
        /**
         * TranslationsRequest
         * @description Texts to translate, in order.
         * @example {
         *       "source": "auto",
         *       "target": "en",
         *       "texts": [
         *         "Hai bên ký thỏa thuận hợp tác."
         *       ]
         *     }
         */
        TranslationsRequest: {
            /** Texts */
            texts: string[];
            /**
             * Target
             * @enum {string}
             */
            target: "vi" | "en";
            /**
             * Source
             * @default auto
             * @enum {string}
             */
            source?: "vi" | "en" | "auto";
            /**
             * Format
             * @default text
             * @enum {string}
             */
            format?: "text" | "html" | "xml";
            /** Glossary */
            glossary?: {
                [key: string]: string;
            };
            /**
             * Glossaries
             * @description Ids of stored glossaries, the first before the next; [] is none, left out: the desk's default ones.
             * @default null
             */
            glossaries?: string[] | null;
            /**
             * Alternatives
             * @description How many other wordings are wanted; for plain text only.
             * @default 0
             */
            alternatives?: number;
            /**
             * Formality
             * @description How Vietnamese addresses its reader; without effect on English.
             * @default default
             * @enum {string}
             */
            formality?: "default" | "more" | "less" | "prefer_more" | "prefer_less";
            /**
             * Memory
             * @description Reuse what the translation memory has.
             * @default true
             */
            memory?: boolean;
            /**
             * @description For the format xml.
             * @default {
             *       "ignore_tags": [],
             *       "splitting_tags": [],
             *       "non_splitting_tags": [],
             *       "outline_detection": true,
             *       "joins_lines": false
             *     }
             */
            xml?: components["schemas"]["XmlMarkup"];
        };
        /**
         * XmlMarkup
         * @description What the elements of an XML text mean.
         */
        XmlMarkup: {
            /**
             * Ignore Tags
             * @description Their content is not translated.
             * @default []
             */
            ignore_tags?: string[];
            /**
             * Splitting Tags
             * @description They part the text around them.
             * @default []
             */
            splitting_tags?: string[];
            /**
             * Non Splitting Tags
             * @description They stand inside of sentences.
             * @default []
             */
            non_splitting_tags?: string[];
            /**
             * Outline Detection
             * @description Other tags part the text unless they somewhere stand beside text.
             * @default true
             */
            outline_detection?: boolean;
            /**
             * Joins Lines
             * @description A line break is a space and ends no sentence.
             * @default false
             */
            joins_lines?: boolean;
        };
        /**
         * BriefSegment
         * @description A segment of the article beside its translation.
         *
         *     `terms` are the renderings of the glossary terms in it, `term_uses` which of them stand where.
         */
        BriefSegment: {
            /** Index */
            index: number;
            /**
             * Role
             * @enum {string}
             */
            role: "title" | "lead" | "heading" | "paragraph" | "list_item" | "caption" | "byline" | "dateline";
            span: components["schemas"]["Span"];
            /** Source */
            source: string;
            /** Target */
            target: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "model" | "memory" | "glossary" | "editor";
            /** Score */
            score: number;
            /**
             * Terms
             * @default []
             */
            terms?: string[];
            /**
             * Confidence
             * @default null
             */
            confidence?: number | null;
            /**
             * Term Uses
             * @default []
             */
            term_uses?: components["schemas"]["TermUse"][];
        };
        /**
         * HeadlineSuggestion
         * @description A headline that an editor may choose, and the words it rests on.
         */
        HeadlineSuggestion: {
            text: components["schemas"]["Bilingual"];
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
        };
        /**
         * Span
         * @description Code-point offsets into `Article.text`; `end` is exclusive.
         */
        Span: {
            /** Start */
            start: number;
            /** End */
            end: number;
        };
        /**
         * Brief
         * @description What the service returns on one article.
         */
        Brief: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            source: components["schemas"]["Source"];
            headline: components["schemas"]["Bilingual"];
            /** Summary */
            summary: components["schemas"]["SummarySentence"][];
            /** Highlights */
            highlights: components["schemas"]["Highlight"][];
            /** Quotes */
            quotes: components["schemas"]["Quote"][];
            /** Findings */
            findings: components["schemas"]["Finding"][];
            /** Segments */
            segments: components["schemas"]["BriefSegment"][];
            provenance: components["schemas"]["Provenance"];
            /**
             * Headline Suggestions
             * @default []
             */
            headline_suggestions?: components["schemas"]["HeadlineSuggestion"][];
        };
        /**
         * Conflict
         * @description Sources that cannot all be right.
         */
        Conflict: {
            /**
             * What
             * @enum {string}
             */
            what: "amount" | "date" | "status" | "count" | "place";
            /** Values */
            values: components["schemas"]["ConflictValue"][];
        };
        /**
         * ConflictValue
         * @description What some of the sources say; `briefs` are theirs.
         */
        ConflictValue: {
            /** Value */
            value: string;
            /** Briefs */
            briefs: string[];
        };
        /**
         * CooperationRecord
         * @description One act of cooperation, from every stored brief that reports it.
         *
         *     `date` is the most exact one that a source gives; `status` is the latest, `history` all in time order.
         *     `first_seen` is the earliest publication (or arrival, where an article has no date) of a version of a
         *     source that reports the act.
         */
        CooperationRecord: {
            /** Id */
            id: string;
            /**
             * Instrument
             * @enum {string}
             */
            instrument: "mou" | "agreement" | "statement" | "plan" | "visit" | "training" | "project" | "aid" | "investment" | "membership" | "facility" | "other";
            /**
             * Status
             * @enum {string}
             */
            status: "proposed" | "planned" | "signed" | "ongoing" | "completed" | "ended";
            /** History */
            history: components["schemas"]["StatusChange"][];
            /** Partners */
            partners: components["schemas"]["RecordPartner"][];
            date: components["schemas"]["ActDate"];
            place: components["schemas"]["Bilingual"] | null;
            /** Fields */
            fields: ("economy_trade" | "investment_finance" | "science_technology" | "industry" | "agriculture" | "energy" | "environment_climate" | "health" | "education_training" | "culture_tourism_sport" | "defence" | "security_police" | "justice_law" | "maritime" | "transport_infrastructure" | "labour" | "standards_productivity" | "digital_telecom" | "humanitarian" | "diplomacy" | "other")[];
            /** Amounts */
            amounts: components["schemas"]["Amount"][];
            gist: components["schemas"]["Bilingual"];
            /**
             * First Seen
             * Format: date-time
             */
            first_seen: string;
            /** Sources */
            sources: components["schemas"]["RecordSource"][];
            /** Conflicts */
            conflicts: components["schemas"]["Conflict"][];
        };
        /**
         * RecordPartner
         * @description A partner under the fullest name that a source has for it; `also` are the other names.
         */
        RecordPartner: {
            name: components["schemas"]["Bilingual"];
            /**
             * Type
             * @enum {string}
             */
            type: "country" | "government" | "agency" | "company" | "university" | "international_org" | "person" | "other";
            /** Country */
            country: string | null;
            /** Also */
            also: string[];
        };
        /**
         * RecordSource
         * @description A highlight (brief and rank) that a record rests on, and the article that it comes from.
         */
        RecordSource: {
            /** Brief */
            brief: string;
            /** Rank */
            rank: number;
            /** Url */
            url: string | null;
            /** Title */
            title: string | null;
            /**
             * Language
             * @enum {string}
             */
            language: "vi" | "en";
            /** Published At */
            published_at: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "proposed" | "planned" | "signed" | "ongoing" | "completed" | "ended";
            date: components["schemas"]["ActDate"];
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
        };
        /**
         * StatusChange
         * @description The status that a source reported, and when it was first seen there.
         */
        StatusChange: {
            /**
             * Status
             * @enum {string}
             */
            status: "proposed" | "planned" | "signed" | "ongoing" | "completed" | "ended";
            /**
             * Seen
             * Format: date-time
             */
            seen: string;
            /** Brief */
            brief: string;
        };
        /**
         * RecordPage
         * @description Records, and the cursor of the next page (None at the end).
         */
        RecordPage: {
            /** Records */
            records: components["schemas"]["CooperationRecord"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * Timeline
         * @description The records of the partners that a name means, in time order; `partners` are the names found.
         */
        Timeline: {
            /** Partners */
            partners: components["schemas"]["Bilingual"][];
            /** Records */
            records: components["schemas"]["CooperationRecord"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * FactChange
         * @description What a highlight no longer says and what it says now of one of its fields.
         */
        FactChange: {
            /**
             * Aspect
             * @enum {string}
             */
            aspect: "who" | "what" | "when" | "where" | "how_much";
            /** Field */
            field: string;
            /** Removed */
            removed: string[];
            /** Added */
            added: string[];
        };
        /**
         * HighlightChange
         * @description One act in both briefs, with what changed; `before` and `after` are its ranks.
         */
        HighlightChange: {
            /** Before */
            before: number;
            /** After */
            after: number;
            gist: components["schemas"]["Bilingual"];
            /** Changes */
            changes: components["schemas"]["FactChange"][];
        };
        /**
         * TextChange
         * @description A text before and after; None where it was added or removed.
         */
        TextChange: {
            /** Before */
            before: string | null;
            /** After */
            after: string | null;
        };
        /**
         * BriefDiff
         * @description What changed from brief `against` to brief `id`, in the language of brief `id`.
         *
         *     `same_article` says whether both are versions of one article, by its id or address.
         */
        BriefDiff: {
            /** Id */
            id: string;
            /** Against */
            against: string;
            /** Same Article */
            same_article: boolean;
            headline: components["schemas"]["TextChange"] | null;
            /** Summary */
            summary: components["schemas"]["TextChange"][];
            /** Added */
            added: components["schemas"]["Highlight"][];
            /** Removed */
            removed: components["schemas"]["Highlight"][];
            /** Changed */
            changed: components["schemas"]["HighlightChange"][];
            /** Unchanged */
            unchanged: number;
            /** Segments */
            segments: components["schemas"]["TextChange"][];
        };
        /**
         * ImportOut
         * @description What became of the units of a file; `faults` tells the first of those that were skipped.
         */
        ImportOut: {
            /** Added */
            added: number;
            /** Updated */
            updated: number;
            /** Unchanged */
            unchanged: number;
            /** Kept */
            kept: number;
            /** Skipped */
            skipped: number;
            /** Faults */
            faults: components["schemas"]["MemoryFault"][];
        };
        /**
         * MatchesAnswer
         * @description The matches of each text, the best first, in the order of the texts.
         */
        MatchesAnswer: {
            /** Matches */
            matches: components["schemas"]["MemoryMatchOut"][][];
        };
        /**
         * MatchesRequest
         * @description Segments to look up, in reading order: each is the context of its neighbours.
         * @example {
         *       "minimum": 0.75,
         *       "source": "vi",
         *       "texts": [
         *         "Hai bên ký bản ghi nhớ hợp tác."
         *       ]
         *     }
         */
        MatchesRequest: {
            /** Texts */
            texts: string[];
            /**
             * Source
             * @enum {string}
             */
            source: "vi" | "en";
            /**
             * Minimum
             * @description The lowest score of a fuzzy match.
             * @default 0.75
             */
            minimum?: number;
            /**
             * Limit
             * @description Most matches for a text.
             * @default 5
             */
            limit?: number;
        };
        /**
         * MemoryAnswer
         * @description What became of the pairs, in their order.
         */
        MemoryAnswer: {
            /** Saved */
            saved: components["schemas"]["MemorySaved"][];
        };
        /**
         * MemoryChange
         * @description What an entry says from now on. Its source stays: another source is another entry.
         * @example {
         *       "target": "Both sides signed a memorandum of cooperation."
         *     }
         */
        MemoryChange: {
            /** Target */
            target: string;
            /**
             * Author
             * @default null
             */
            author?: string | null;
            /**
             * Note
             * @default null
             */
            note?: string | null;
        };
        /**
         * MemoryEntryOut
         * @description An entry. `origin` is `editor` for what somebody approved here, `import` for what came from a file.
         */
        MemoryEntryOut: {
            /** Id */
            id: string;
            /**
             * Language
             * @enum {string}
             */
            language: "vi" | "en";
            /** Source */
            source: string;
            /** Target */
            target: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "editor" | "import";
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Previous */
            previous: string | null;
            /** Following */
            following: string | null;
            /** Author */
            author: string | null;
            /** Note */
            note: string | null;
        };
        /**
         * MemoryFault
         * @description A unit of a file that could not be taken: the line that it begins on (from 1), and why.
         */
        MemoryFault: {
            /** Line */
            line: number;
            /** Reason */
            reason: string;
        };
        /**
         * MemoryItem
         * @description A pair that an editor approved.
         * @example {
         *       "author": "Lan",
         *       "language": "vi",
         *       "source": "Hai bên ký bản ghi nhớ hợp tác.",
         *       "target": "The two sides signed a memorandum of cooperation."
         *     }
         */
        MemoryItem: {
            /**
             * Language
             * @description Of the source.
             * @enum {string}
             */
            language: "vi" | "en";
            /** Source */
            source: string;
            /** Target */
            target: string;
            /**
             * Previous
             * @description The segment before the source.
             * @default null
             */
            previous?: string | null;
            /**
             * Following
             * @description The segment after it.
             * @default null
             */
            following?: string | null;
            /**
             * Author
             * @default null
             */
            author?: string | null;
            /**
             * Note
             * @default null
             */
            note?: string | null;
        };
        /**
         * MemoryListing
         * @description A page of entries, the latest changed first; `next_cursor` is null on the last page.
         */
        MemoryListing: {
            /** Entries */
            entries: components["schemas"]["MemoryEntryOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * MemoryMatchOut
         * @description A match: `context` and `exact` are used when translating, `fuzzy` is only offered.
         */
        MemoryMatchOut: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "context" | "exact" | "fuzzy";
            /**
             * Score
             * @description 0 to 1; 1 for context and exact.
             */
            score: number;
            entry: components["schemas"]["MemoryEntryOut"];
        };
        /**
         * MemoryRequest
         * @description Pairs to remember.
         * @example {
         *       "entries": [
         *         {
         *           "author": "Lan",
         *           "language": "vi",
         *           "source": "Hai bên ký bản ghi nhớ hợp tác.",
         *           "target": "The two sides signed a memorandum of cooperation."
         *         }
         *       ]
         *     }
         */
        MemoryRequest: {
            /** Entries */
            entries: components["schemas"]["MemoryItem"][];
        };
        /**
         * MemorySaved
         * @description What became of a pair. `kept`: there was an entry with more say, which is given.
         */
        MemorySaved: {
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "added" | "updated" | "unchanged" | "kept";
            entry: components["schemas"]["MemoryEntryOut"];
        };
        /**
         * SegmentCorrection
         * @description An editor's translation of a segment.
         * @example {
         *       "remember": true,
         *       "text": "The two sides signed a memorandum."
         *     }
         */
        SegmentCorrection: {
            /** Text */
            text: string;
            /**
             * Remember
             * @description Put it into the translation memory.
             * @default true
             */
            remember?: boolean;
            /**
             * Author
             * @default null
             */
            author?: string | null;
            /**
             * Note
             * @default null
             */
            note?: string | null;
        };
        /**
         * CountOut
         * @description How many there are, are done and have failed.
         */
        CountOut: {
            /** Total */
            total: number;
            /** Done */
            done: number;
            /** Failed */
            failed: number;
        };
        /**
         * Counts
         * @description Of items, and of the characters in them.
         */
        Counts: {
            items: components["schemas"]["CountOut"];
            characters: components["schemas"]["CountOut"];
        };
        /**
         * JobForm
         * @description What goes with a file, as fields of the form. The fields of `Options` may be fields of the form too.
         */
        JobForm: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "translate" | "brief";
            /**
             * Source
             * @description `auto`: the language of each item is recognised by itself.
             * @default auto
             * @enum {string}
             */
            source?: "vi" | "en" | "auto";
            /**
             * Target
             * @description Needed for `translate`; briefs are in both languages, whatever it is.
             * @default null
             */
            target?: ("vi" | "en") | null;
            /**
             * Direction
             * @description `source` and `target` in one, in the place of both.
             * @default null
             */
            direction?: ("vi-en" | "en-vi") | null;
            /**
             * Webhook
             * @description URL of a registered endpoint that is told of the end, as if `deliver` had its id too.
             * @default null
             */
            webhook?: string | null;
            /**
             * Priority
             * @description 0 goes first, 9 last.
             * @default 5
             */
            priority?: number;
            /** Glossary */
            glossary?: {
                [key: string]: string;
            };
            /**
             * Glossaries
             * @description Ids of stored glossaries, the first before the next; [] is none, left out: the desk's default ones.
             * @default null
             */
            glossaries?: string[] | null;
            /**
             * Store
             * @description Keep the briefs beside those that were ordered one by one.
             * @default false
             */
            store?: boolean;
            /**
             * Expires In Hours
             * @description How long it is kept, from the order on and again from its end; the service has a limit.
             * @default null
             */
            expires_in_hours?: number | null;
            /**
             * @description A JSON object; what is in it is no field of the form beside it.
             * @default {
             *       "summary_sentences": 3,
             *       "summary_words": null,
             *       "summary_ratio": null,
             *       "focus": "general",
             *       "memory": true,
             *       "deliver": null
             *     }
             */
            options?: components["schemas"]["Options"];
            /**
             * Format
             * @description Of the file; by its name if it is not given.
             * @default null
             */
            format?: string | null;
            /**
             * Column
             * @description Name or number (from 1) of the column of texts.
             * @default null
             */
            column?: string | null;
            /**
             * Id Column
             * @description The same for the column of ids.
             * @default null
             */
            id_column?: string | null;
            /**
             * Title Column
             * @description The same for the titles of articles.
             * @default null
             */
            title_column?: string | null;
            /**
             * Url Column
             * @description The same for their addresses.
             * @default null
             */
            url_column?: string | null;
            /**
             * Language Column
             * @description The same for what language each is in: `vi`, `en` or nothing.
             * @default null
             */
            language_column?: string | null;
            /**
             * Published At Column
             * @description The same for when they were published, which tells the year of a day.
             * @default null
             */
            published_at_column?: string | null;
            /**
             * Article Id Column
             * @description The same for your own ids of the articles, which `source.id` gives back.
             * @default null
             */
            article_id_column?: string | null;
            /**
             * Whole
             * @description A plain text file is one item instead of one a line.
             * @default false
             */
            whole?: boolean;
            /**
             * Html
             * @description The column holds HTML.
             * @default false
             */
            html?: boolean;
            /**
             * Sha256
             * @description Of the file; another one that arrives is refused.
             * @default null
             */
            sha256?: string | null;
        };
        /**
         * JobList
         * @description A page of jobs, newest first; `next_cursor` is null on the last page.
         */
        JobList: {
            /** Jobs */
            jobs: components["schemas"]["JobOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * JobOut
         * @description A job and how far it is.
         */
        JobOut: {
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "translate" | "brief";
            /**
             * State
             * @enum {string}
             */
            state: "queued" | "running" | "cancelling" | "cancelled" | "completed" | "failed" | "expired";
            counts: components["schemas"]["Counts"];
            /**
             * Source
             * @enum {string}
             */
            source: "vi" | "en" | "auto";
            /** Target */
            target: ("vi" | "en") | null;
            /** Priority */
            priority: number;
            /** Format */
            format: string;
            /** Name */
            name: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Items Per Second
             * @description At present; null before the first items are done.
             */
            items_per_second: number | null;
            /** Estimated End */
            estimated_end: string | null;
            /**
             * Results
             * @description Address of the results.
             */
            results: string;
            /**
             * Events
             * @description Address of the events.
             */
            events: string;
        };
        /**
         * JobRequest
         * @description A job whose items are in the request.
         * @example {
         *       "items": [
         *         {
         *           "custom_id": "tin-1",
         *           "text": "Hai bên ký thỏa thuận hợp tác."
         *         }
         *       ],
         *       "kind": "translate",
         *       "source": "vi",
         *       "target": "en"
         *     }
         */
        JobRequest: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "translate" | "brief";
            /**
             * Source
             * @description `auto`: the language of each item is recognised by itself.
             * @default auto
             * @enum {string}
             */
            source?: "vi" | "en" | "auto";
            /**
             * Target
             * @description Needed for `translate`; briefs are in both languages, whatever it is.
             * @default null
             */
            target?: ("vi" | "en") | null;
            /**
             * Direction
             * @description `source` and `target` in one, in the place of both.
             * @default null
             */
            direction?: ("vi-en" | "en-vi") | null;
            /**
             * Webhook
             * @description URL of a registered endpoint that is told of the end, as if `deliver` had its id too.
             * @default null
             */
            webhook?: string | null;
            /**
             * Priority
             * @description 0 goes first, 9 last.
             * @default 5
             */
            priority?: number;
            /** Glossary */
            glossary?: {
                [key: string]: string;
            };
            /**
             * Glossaries
             * @description Ids of stored glossaries, the first before the next; [] is none, left out: the desk's default ones.
             * @default null
             */
            glossaries?: string[] | null;
            /**
             * Store
             * @description Keep the briefs beside those that were ordered one by one.
             * @default false
             */
            store?: boolean;
            /**
             * Expires In Hours
             * @description How long it is kept, from the order on and again from its end; the service has a limit.
             * @default null
             */
            expires_in_hours?: number | null;
            /**
             * Items
             * @description Each with a `custom_id` and one of `text`, `html`, `ninjs`; if known `title`, `url`, `id` (yours, of the article), `language` and `published_at`.
             */
            items: {
                [key: string]: components["schemas"]["JsonValue"];
            }[];
            /**
             * @default {
             *       "summary_sentences": 3,
             *       "summary_words": null,
             *       "summary_ratio": null,
             *       "focus": "general",
             *       "memory": true,
             *       "deliver": null
             *     }
             */
            options?: components["schemas"]["Options"];
            /**
             * Name
             * @description What you call the job.
             * @default null
             */
            name?: string | null;
        };
        /**
         * AppliedGlossary
         * @description A glossary that a request without one is translated with, in one direction.
         */
        AppliedGlossary: {
            /**
             * Direction
             * @enum {string}
             */
            direction: "vi-en" | "en-vi" | "both";
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Version */
            version: string;
        };
        /**
         * DeskGlossaries
         * @description A desk's choice, and what its requests that name no glossary are translated with.
         */
        DeskGlossaries: {
            /** Vi En */
            vi_en: string | null;
            /** En Vi */
            en_vi: string | null;
            /** Applied */
            applied: components["schemas"]["AppliedGlossary"][];
        };
        /**
         * DeskGlossariesRequest
         * @description A desk's choice for each direction.
         * @example {
         *       "en_vi": "none",
         *       "vi_en": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49"
         *     }
         */
        DeskGlossariesRequest: {
            /**
             * Vi En
             * @description Id of a glossary, `none`, or null for those that are default for everybody.
             * @default null
             */
            vi_en?: string | null;
            /**
             * En Vi
             * @description Id of a glossary, `none`, or null for those that are default for everybody.
             * @default null
             */
            en_vi?: string | null;
        };
        /**
         * EntriesBody
         * @description All entries of a glossary.
         * @example {
         *       "entries": [
         *         {
         *           "en": "productivity",
         *           "vi": "năng suất"
         *         }
         *       ]
         *     }
         */
        EntriesBody: {
            /** Entries */
            entries: components["schemas"]["EntryBody"][];
        };
        /**
         * EntryBody
         * @description A term in both languages. One that is not translated needs one side only.
         */
        EntryBody: {
            /**
             * Vi
             * @default
             */
            vi?: string;
            /**
             * En
             * @default
             */
            en?: string;
            /**
             * Vi Variants
             * @description Forms that are found and accepted, too.
             * @default []
             */
            vi_variants?: string[];
            /**
             * En Variants
             * @default []
             */
            en_variants?: string[];
            /**
             * Case Sensitive
             * @description Found only as written, rendered exactly so.
             * @default false
             */
            case_sensitive?: boolean;
            /**
             * Do Not Translate
             * @description Stays as it is: both sides are the same.
             * @default false
             */
            do_not_translate?: boolean;
            /**
             * Note
             * @default
             */
            note?: string;
        };
        /**
         * GlossaryListing
         * @description A page of glossaries, newest first; `next_cursor` is null on the last page.
         */
        GlossaryListing: {
            /** Glossaries */
            glossaries: components["schemas"]["GlossaryOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * GlossaryOut
         * @description A glossary without its entries. `version` is a hash of what it says.
         * @example {
         *       "created_at": "2026-11-25T09:00:00Z",
         *       "default": false,
         *       "direction": "vi-en",
         *       "entry_count": 2,
         *       "id": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49",
         *       "name": "Ban Thời sự",
         *       "updated_at": "2026-11-25T09:00:00Z",
         *       "version": "1a2b3c4d5e6f"
         *     }
         */
        GlossaryOut: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Direction
             * @enum {string}
             */
            direction: "vi-en" | "en-vi" | "both";
            /** Default */
            default: boolean;
            /** Entry Count */
            entry_count: number;
            /** Version */
            version: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Passed Over
             * @description In the answer to a file: its concepts without Vietnamese or English.
             * @default 0
             */
            passed_over?: number;
        };
        /**
         * GlossaryPatch
         * @description What is to change; entries are replaced at their own address.
         * @example {
         *       "default": true
         *     }
         */
        GlossaryPatch: {
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Direction
             * @default null
             */
            direction?: ("vi-en" | "en-vi" | "both") | null;
            /**
             * Default
             * @default null
             */
            default?: boolean | null;
        };
        /**
         * GlossaryRequest
         * @description A glossary with its entries.
         * @example {
         *       "direction": "vi-en",
         *       "entries": [
         *         {
         *           "en": "Vietnam National Productivity Institute",
         *           "vi": "Viện Năng suất Việt Nam"
         *         },
         *         {
         *           "case_sensitive": true,
         *           "do_not_translate": true,
         *           "vi": "KPC"
         *         }
         *       ],
         *       "name": "Ban Thời sự"
         *     }
         */
        GlossaryRequest: {
            /** Name */
            name: string;
            /**
             * Direction
             * @description The translations that it is used in.
             * @default both
             * @enum {string}
             */
            direction?: "vi-en" | "en-vi" | "both";
            /**
             * Default
             * @description Applies to every request that names no glossary.
             * @default false
             */
            default?: boolean;
            /** Entries */
            entries: components["schemas"]["EntryBody"][];
        };
        /**
         * SuggestionListing
         * @description The newest suggestions.
         */
        SuggestionListing: {
            /** Suggestions */
            suggestions: components["schemas"]["SuggestionOut"][];
        };
        /**
         * SuggestionOut
         * @description A source text in `language` and what somebody would have it be in the other language.
         */
        SuggestionOut: {
            /** Id */
            id: string;
            /**
             * Language
             * @enum {string}
             */
            language: "vi" | "en";
            /** Source */
            source: string;
            /** Target */
            target: string;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
        };
        /**
         * DeliveryDetail
         * @description A message with its body.
         */
        DeliveryDetail: {
            /**
             * Id
             * @description The `webhook-id` of every attempt.
             */
            id: string;
            /** Endpoint */
            endpoint: string;
            /**
             * Event
             * @enum {string}
             */
            event: "brief.created" | "brief.updated" | "job.completed" | "endpoint.test";
            /**
             * Subject
             * @description The brief or job that it is about.
             */
            subject: string;
            /**
             * State
             * @enum {string}
             */
            state: "pending" | "delivered" | "failed" | "dead";
            /** Attempts */
            attempts: number;
            /**
             * Status
             * @description What the endpoint answered last.
             */
            status: number | null;
            /** Last Error */
            last_error: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Next At */
            next_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Payload */
            payload: string;
        };
        /**
         * DeliveryList
         * @description A page of deliveries, newest first; `next_cursor` is null on the last page.
         */
        DeliveryList: {
            /** Deliveries */
            deliveries: components["schemas"]["DeliveryOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * DeliveryOut
         * @description A message to an endpoint and what became of it.
         */
        DeliveryOut: {
            /**
             * Id
             * @description The `webhook-id` of every attempt.
             */
            id: string;
            /** Endpoint */
            endpoint: string;
            /**
             * Event
             * @enum {string}
             */
            event: "brief.created" | "brief.updated" | "job.completed" | "endpoint.test";
            /**
             * Subject
             * @description The brief or job that it is about.
             */
            subject: string;
            /**
             * State
             * @enum {string}
             */
            state: "pending" | "delivered" | "failed" | "dead";
            /** Attempts */
            attempts: number;
            /**
             * Status
             * @description What the endpoint answered last.
             */
            status: number | null;
            /** Last Error */
            last_error: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Next At */
            next_at: string | null;
            /** Finished At */
            finished_at: string | null;
        };
        /**
         * EndpointChange
         * @description What is to be changed of an endpoint; what is left out stays.
         */
        EndpointChange: {
            /**
             * Url
             * @default null
             */
            url?: string | null;
            /**
             * Events
             * @description What it is told without being named in `deliver`; [] is nothing.
             * @default null
             */
            events?: ("brief.created" | "brief.updated" | "job.completed")[] | null;
            /**
             * Active
             * @default null
             */
            active?: boolean | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
        };
        /**
         * EndpointList
         * @description All endpoints, oldest first.
         */
        EndpointList: {
            /** Webhooks */
            webhooks: components["schemas"]["EndpointOut"][];
        };
        /**
         * EndpointOut
         * @description An endpoint, without its secret.
         */
        EndpointOut: {
            /** Id */
            id: string;
            /** Url */
            url: string;
            /** Events */
            events: ("brief.created" | "brief.updated" | "job.completed" | "endpoint.test")[];
            /**
             * Kind
             * @enum {string}
             */
            kind: "standard" | "superdesk" | "wordpress";
            /** Active */
            active: boolean;
            /** Name */
            name: string | null;
            /**
             * Disabled
             * @description Why the service made it inactive by itself.
             */
            disabled: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Previous Until
             * @description Until when the secret before signs as well.
             */
            previous_until: string | null;
        };
        /**
         * EndpointRequest
         * @description Somebody who is to be told.
         * @example {
         *       "events": [
         *         "brief.created"
         *       ],
         *       "url": "https://cms.example/hooks/diemnhan"
         *     }
         */
        EndpointRequest: {
            /** Url */
            url: string;
            /**
             * Events
             * @description What it is told without being named in `deliver`; [] is nothing.
             * @default [
             *       "brief.created",
             *       "brief.updated",
             *       "job.completed"
             *     ]
             */
            events?: ("brief.created" | "brief.updated" | "job.completed")[];
            /**
             * Kind
             * @description `superdesk`: ninjs items, as Superdesk's HTTP push sends them. `wordpress`: drafts.
             * @default standard
             * @enum {string}
             */
            kind?: "standard" | "superdesk" | "wordpress";
            /**
             * Secret
             * @description Left out, one is made. Superdesk's is what the receiver has; WordPress's a login, `user:application password`, or left out where DIEMNHAN_WORDPRESS_LOGINS has it.
             * @default null
             */
            secret?: string | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
        };
        /**
         * EndpointSecret
         * @description An endpoint with its secret, which is shown this once.
         */
        EndpointSecret: {
            /** Id */
            id: string;
            /** Url */
            url: string;
            /** Events */
            events: ("brief.created" | "brief.updated" | "job.completed" | "endpoint.test")[];
            /**
             * Kind
             * @enum {string}
             */
            kind: "standard" | "superdesk" | "wordpress";
            /** Active */
            active: boolean;
            /** Name */
            name: string | null;
            /**
             * Disabled
             * @description Why the service made it inactive by itself.
             */
            disabled: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Previous Until
             * @description Until when the secret before signs as well.
             */
            previous_until: string | null;
            /** Secret */
            secret: string;
        };
        /**
         * SecretRequest
         * @description A new secret; left out, one is made.
         */
        SecretRequest: {
            /**
             * Secret
             * @default null
             */
            secret?: string | null;
        };
    };
    responses: {
        /** @description A problem. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Census = components['schemas']['Census'];
export type ModelCard = components['schemas']['ModelCard'];
export type Room = components['schemas']['Room'];
export type StatusOut = components['schemas']['StatusOut'];
export type Trouble = components['schemas']['Trouble'];
export type Accepted = components['schemas']['Accepted'];
export type ActDate = components['schemas']['ActDate'];
export type Alternative = components['schemas']['Alternative'];
export type Amount = components['schemas']['Amount'];
export type Bilingual = components['schemas']['Bilingual'];
export type BriefCard = components['schemas']['BriefCard'];
export type BriefList = components['schemas']['BriefList'];
export type BriefRequest = components['schemas']['BriefRequest'];
export type Evidence = components['schemas']['Evidence'];
export type Finding = components['schemas']['Finding'];
export type Highlight = components['schemas']['Highlight'];
export type JsonValue = components['schemas']['JsonValue'];
export type Options = components['schemas']['Options'];
export type Partner = components['schemas']['Partner'];
export type ProblemDetails = components['schemas']['ProblemDetails'];
export type Provenance = components['schemas']['Provenance'];
export type Quote = components['schemas']['Quote'];
export type Source = components['schemas']['Source'];
export type SummarySentence = components['schemas']['SummarySentence'];
export type TermUse = components['schemas']['TermUse'];
export type TranslationOut = components['schemas']['TranslationOut'];
export type TranslationsAnswer = components['schemas']['TranslationsAnswer'];
export type TranslationsRequest = components['schemas']['TranslationsRequest'];
export type XmlMarkup = components['schemas']['XmlMarkup'];
export type BriefSegment = components['schemas']['BriefSegment'];
export type HeadlineSuggestion = components['schemas']['HeadlineSuggestion'];
export type Span = components['schemas']['Span'];
export type Brief = components['schemas']['Brief'];
export type Conflict = components['schemas']['Conflict'];
export type ConflictValue = components['schemas']['ConflictValue'];
export type CooperationRecord = components['schemas']['CooperationRecord'];
export type RecordPartner = components['schemas']['RecordPartner'];
export type RecordSource = components['schemas']['RecordSource'];
export type StatusChange = components['schemas']['StatusChange'];
export type RecordPage = components['schemas']['RecordPage'];
export type Timeline = components['schemas']['Timeline'];
export type FactChange = components['schemas']['FactChange'];
export type HighlightChange = components['schemas']['HighlightChange'];
export type TextChange = components['schemas']['TextChange'];
export type BriefDiff = components['schemas']['BriefDiff'];
export type ImportOut = components['schemas']['ImportOut'];
export type MatchesAnswer = components['schemas']['MatchesAnswer'];
export type MatchesRequest = components['schemas']['MatchesRequest'];
export type MemoryAnswer = components['schemas']['MemoryAnswer'];
export type MemoryChange = components['schemas']['MemoryChange'];
export type MemoryEntryOut = components['schemas']['MemoryEntryOut'];
export type MemoryFault = components['schemas']['MemoryFault'];
export type MemoryItem = components['schemas']['MemoryItem'];
export type MemoryListing = components['schemas']['MemoryListing'];
export type MemoryMatchOut = components['schemas']['MemoryMatchOut'];
export type MemoryRequest = components['schemas']['MemoryRequest'];
export type MemorySaved = components['schemas']['MemorySaved'];
export type SegmentCorrection = components['schemas']['SegmentCorrection'];
export type CountOut = components['schemas']['CountOut'];
export type Counts = components['schemas']['Counts'];
export type JobForm = components['schemas']['JobForm'];
export type JobList = components['schemas']['JobList'];
export type JobOut = components['schemas']['JobOut'];
export type JobRequest = components['schemas']['JobRequest'];
export type AppliedGlossary = components['schemas']['AppliedGlossary'];
export type DeskGlossaries = components['schemas']['DeskGlossaries'];
export type DeskGlossariesRequest = components['schemas']['DeskGlossariesRequest'];
export type EntriesBody = components['schemas']['EntriesBody'];
export type EntryBody = components['schemas']['EntryBody'];
export type GlossaryListing = components['schemas']['GlossaryListing'];
export type GlossaryOut = components['schemas']['GlossaryOut'];
export type GlossaryPatch = components['schemas']['GlossaryPatch'];
export type GlossaryRequest = components['schemas']['GlossaryRequest'];
export type SuggestionListing = components['schemas']['SuggestionListing'];
export type SuggestionOut = components['schemas']['SuggestionOut'];
export type DeliveryDetail = components['schemas']['DeliveryDetail'];
export type DeliveryList = components['schemas']['DeliveryList'];
export type DeliveryOut = components['schemas']['DeliveryOut'];
export type EndpointChange = components['schemas']['EndpointChange'];
export type EndpointList = components['schemas']['EndpointList'];
export type EndpointOut = components['schemas']['EndpointOut'];
export type EndpointRequest = components['schemas']['EndpointRequest'];
export type EndpointSecret = components['schemas']['EndpointSecret'];
export type SecretRequest = components['schemas']['SecretRequest'];
export type ResponseProblem = components['responses']['Problem'];
export type $defs = Record<string, never>;
export interface operations {
    listing_v1_briefs_get: {
        parameters: {
            query?: {
                /** @description Words that all occur, with or without diacritics; "..." is a phrase. */
                q?: string | null;
                /** @description Words of a partner's name, or a country code (JP). */
                partner?: string | null;
                field?: ("economy_trade" | "investment_finance" | "science_technology" | "industry" | "agriculture" | "energy" | "environment_climate" | "health" | "education_training" | "culture_tourism_sport" | "defence" | "security_police" | "justice_law" | "maritime" | "transport_infrastructure" | "labour" | "standards_productivity" | "digital_telecom" | "humanitarian" | "diplomacy" | "other") | null;
                instrument?: ("mou" | "agreement" | "statement" | "plan" | "visit" | "training" | "project" | "aid" | "investment" | "membership" | "facility" | "other") | null;
                /** @description 2019, 2019-08 or 2019-08-05. */
                date_from?: string | null;
                date_to?: string | null;
                /** @description Of the article. */
                language?: ("vi" | "en") | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of briefs, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BriefList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    create_v1_briefs_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request with the same key repeats its answer instead of its work. */
                "Idempotency-Key"?: string;
                /** @description `respond-async` answers 202 at once; the brief is then read at its Location. */
                Prefer?: string;
                /** @description The media type of the brief: application/json, text/markdown, text/html, application/ld+json, application/vnd.iptc.ninjs+json. */
                Accept?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BriefRequest"];
                "text/plain": string;
                "text/html": string;
                "application/xhtml+xml": string;
                "application/vnd.iptc.ninjs+json": string;
                "application/ninjs+json": string;
            };
        };
        responses: {
            /** @description The brief. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49",
                     *       "created_at": "2019-08-05T04:00:00Z",
                     *       "source": {
                     *         "id": "tin-1",
                     *         "url": "https://example.org/tin/1",
                     *         "title": null,
                     *         "language": "vi",
                     *         "published_at": null,
                     *         "sha256": "0000000000000000000000000000000000000000000000000000000000000000"
                     *       },
                     *       "headline": {
                     *         "vi": "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.",
                     *         "en": "On August 5, 2019, in Hanoi, Vietnam and Japan signed a memorandum on health."
                     *       },
                     *       "summary": [
                     *         {
                     *           "text": {
                     *             "vi": "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.",
                     *             "en": "On August 5, 2019, in Hanoi, Vietnam and Japan signed a memorandum on health."
                     *           },
                     *           "evidence": [
                     *             {
                     *               "segment": 0,
                     *               "start": 0,
                     *               "end": 71,
                     *               "text": "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế."
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "highlights": [
                     *         {
                     *           "rank": 1,
                     *           "instrument": "mou",
                     *           "status": "signed",
                     *           "event_type": "SUPPORT",
                     *           "partners": [
                     *             {
                     *               "name": {
                     *                 "vi": "Việt Nam",
                     *                 "en": "Vietnam"
                     *               },
                     *               "type": "country",
                     *               "country": "VN",
                     *               "evidence": {
                     *                 "segment": 0,
                     *                 "start": 27,
                     *                 "end": 35,
                     *                 "text": "Việt Nam"
                     *               }
                     *             },
                     *             {
                     *               "name": {
                     *                 "vi": "Nhật Bản",
                     *                 "en": "Japan"
                     *               },
                     *               "type": "country",
                     *               "country": "JP",
                     *               "evidence": {
                     *                 "segment": 0,
                     *                 "start": 39,
                     *                 "end": 47,
                     *                 "text": "Nhật Bản"
                     *               }
                     *             }
                     *           ],
                     *           "date": {
                     *             "text": "Ngày 5/8/2019",
                     *             "edtf": "2019-08-05"
                     *           },
                     *           "place": {
                     *             "vi": "Hà Nội",
                     *             "en": "Hanoi"
                     *           },
                     *           "fields": [
                     *             "health"
                     *           ],
                     *           "amounts": [],
                     *           "gist": {
                     *             "vi": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế",
                     *             "en": "Vietnam and Japan signed a memorandum on health"
                     *           },
                     *           "evidence": [
                     *             {
                     *               "segment": 0,
                     *               "start": 27,
                     *               "end": 70,
                     *               "text": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế"
                     *             }
                     *           ],
                     *           "confidence": 0.93
                     *         }
                     *       ],
                     *       "quotes": [],
                     *       "findings": [],
                     *       "segments": [
                     *         {
                     *           "index": 0,
                     *           "role": "paragraph",
                     *           "span": {
                     *             "start": 0,
                     *             "end": 71
                     *           },
                     *           "source": "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.",
                     *           "target": "On August 5, 2019, in Hanoi, Vietnam and Japan signed a memorandum on health.",
                     *           "origin": "model",
                     *           "score": -0.31,
                     *           "terms": [],
                     *           "confidence": null,
                     *           "term_uses": []
                     *         }
                     *       ],
                     *       "provenance": {
                     *         "service": "0.1.0",
                     *         "translator": "vien@1+ct2-int8",
                     *         "summariser": "salience@1",
                     *         "extractor": "acts@1",
                     *         "glossary": "institutions@1a2b3c4d",
                     *         "prompt": null,
                     *         "memory": null
                     *       },
                     *       "headline_suggestions": []
                     *     }
                     */
                    "application/json": components["schemas"]["Brief"];
                    "text/markdown": string;
                    "text/html": string;
                    "application/ld+json": string;
                    "application/vnd.iptc.ninjs+json": string;
                };
            };
            /** @description Promised; read it at its Location. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_v1_briefs__brief_id__get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The media type of the brief: application/json, text/markdown, text/html, application/ld+json, application/vnd.iptc.ninjs+json. */
                Accept?: string;
            };
            path: {
                brief_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The brief. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49",
                     *       "created_at": "2019-08-05T04:00:00Z",
                     *       "source": {
                     *         "id": "tin-1",
                     *         "url": "https://example.org/tin/1",
                     *         "title": null,
                     *         "language": "vi",
                     *         "published_at": null,
                     *         "sha256": "0000000000000000000000000000000000000000000000000000000000000000"
                     *       },
                     *       "headline": {
                     *         "vi": "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.",
                     *         "en": "On August 5, 2019, in Hanoi, Vietnam and Japan signed a memorandum on health."
                     *       },
                     *       "summary": [
                     *         {
                     *           "text": {
                     *             "vi": "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.",
                     *             "en": "On August 5, 2019, in Hanoi, Vietnam and Japan signed a memorandum on health."
                     *           },
                     *           "evidence": [
                     *             {
                     *               "segment": 0,
                     *               "start": 0,
                     *               "end": 71,
                     *               "text": "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế."
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "highlights": [
                     *         {
                     *           "rank": 1,
                     *           "instrument": "mou",
                     *           "status": "signed",
                     *           "event_type": "SUPPORT",
                     *           "partners": [
                     *             {
                     *               "name": {
                     *                 "vi": "Việt Nam",
                     *                 "en": "Vietnam"
                     *               },
                     *               "type": "country",
                     *               "country": "VN",
                     *               "evidence": {
                     *                 "segment": 0,
                     *                 "start": 27,
                     *                 "end": 35,
                     *                 "text": "Việt Nam"
                     *               }
                     *             },
                     *             {
                     *               "name": {
                     *                 "vi": "Nhật Bản",
                     *                 "en": "Japan"
                     *               },
                     *               "type": "country",
                     *               "country": "JP",
                     *               "evidence": {
                     *                 "segment": 0,
                     *                 "start": 39,
                     *                 "end": 47,
                     *                 "text": "Nhật Bản"
                     *               }
                     *             }
                     *           ],
                     *           "date": {
                     *             "text": "Ngày 5/8/2019",
                     *             "edtf": "2019-08-05"
                     *           },
                     *           "place": {
                     *             "vi": "Hà Nội",
                     *             "en": "Hanoi"
                     *           },
                     *           "fields": [
                     *             "health"
                     *           ],
                     *           "amounts": [],
                     *           "gist": {
                     *             "vi": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế",
                     *             "en": "Vietnam and Japan signed a memorandum on health"
                     *           },
                     *           "evidence": [
                     *             {
                     *               "segment": 0,
                     *               "start": 27,
                     *               "end": 70,
                     *               "text": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế"
                     *             }
                     *           ],
                     *           "confidence": 0.93
                     *         }
                     *       ],
                     *       "quotes": [],
                     *       "findings": [],
                     *       "segments": [
                     *         {
                     *           "index": 0,
                     *           "role": "paragraph",
                     *           "span": {
                     *             "start": 0,
                     *             "end": 71
                     *           },
                     *           "source": "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.",
                     *           "target": "On August 5, 2019, in Hanoi, Vietnam and Japan signed a memorandum on health.",
                     *           "origin": "model",
                     *           "score": -0.31,
                     *           "terms": [],
                     *           "confidence": null,
                     *           "term_uses": []
                     *         }
                     *       ],
                     *       "provenance": {
                     *         "service": "0.1.0",
                     *         "translator": "vien@1+ct2-int8",
                     *         "summariser": "salience@1",
                     *         "extractor": "acts@1",
                     *         "glossary": "institutions@1a2b3c4d",
                     *         "prompt": null,
                     *         "memory": null
                     *       },
                     *       "headline_suggestions": []
                     *     }
                     */
                    "application/json": components["schemas"]["Brief"];
                    "text/markdown": string;
                    "text/html": string;
                    "application/ld+json": string;
                    "application/vnd.iptc.ninjs+json": string;
                };
            };
            /** @description Still being written; ask again after Retry-After. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description What If-None-Match names is still so. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    remove_v1_briefs__brief_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                brief_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    create_v1_translations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TranslationsRequest"];
            };
        };
        responses: {
            /** @description The translations, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranslationsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listing_v1_ledger_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
                /** @description Words of a partner's name, in either language. */
                partner?: string | null;
                /** @description Of a partner: JP. */
                country?: string | null;
                instrument?: ("mou" | "agreement" | "statement" | "plan" | "visit" | "training" | "project" | "aid" | "investment" | "membership" | "facility" | "other") | null;
                field?: ("economy_trade" | "investment_finance" | "science_technology" | "industry" | "agriculture" | "energy" | "environment_climate" | "health" | "education_training" | "culture_tourism_sport" | "defence" | "security_police" | "justice_law" | "maritime" | "transport_infrastructure" | "labour" | "standards_productivity" | "digital_telecom" | "humanitarian" | "diplomacy" | "other") | null;
                /** @description The latest one. */
                status?: ("proposed" | "planned" | "signed" | "ongoing" | "completed" | "ended") | null;
                /** @description 2019, 2019-08 or 2019-08-05. */
                date_from?: string | null;
                date_to?: string | null;
                /** @description true: only records whose sources disagree. */
                conflicts?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of records, the most recently first seen first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "records": [
                     *         {
                     *           "id": "b36844d632508a3528e49eb8",
                     *           "instrument": "mou",
                     *           "status": "signed",
                     *           "history": [
                     *             {
                     *               "status": "signed",
                     *               "seen": "2019-08-05T04:00:00Z",
                     *               "brief": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49"
                     *             }
                     *           ],
                     *           "partners": [
                     *             {
                     *               "name": {
                     *                 "vi": "Việt Nam",
                     *                 "en": "Vietnam"
                     *               },
                     *               "type": "country",
                     *               "country": "VN",
                     *               "also": []
                     *             },
                     *             {
                     *               "name": {
                     *                 "vi": "Nhật Bản",
                     *                 "en": "Japan"
                     *               },
                     *               "type": "country",
                     *               "country": "JP",
                     *               "also": []
                     *             }
                     *           ],
                     *           "date": {
                     *             "text": "Ngày 5/8/2019",
                     *             "edtf": "2019-08-05"
                     *           },
                     *           "place": {
                     *             "vi": "Hà Nội",
                     *             "en": "Hanoi"
                     *           },
                     *           "fields": [
                     *             "health"
                     *           ],
                     *           "amounts": [],
                     *           "gist": {
                     *             "vi": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế",
                     *             "en": "Vietnam and Japan signed a memorandum on health"
                     *           },
                     *           "first_seen": "2019-08-05T04:00:00Z",
                     *           "sources": [
                     *             {
                     *               "brief": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49",
                     *               "rank": 1,
                     *               "url": "https://example.org/tin/1",
                     *               "title": null,
                     *               "language": "vi",
                     *               "published_at": null,
                     *               "status": "signed",
                     *               "date": {
                     *                 "text": "Ngày 5/8/2019",
                     *                 "edtf": "2019-08-05"
                     *               },
                     *               "evidence": [
                     *                 {
                     *                   "segment": 0,
                     *                   "start": 27,
                     *                   "end": 70,
                     *                   "text": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế"
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "conflicts": []
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_v1_ledger__record_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                record_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "b36844d632508a3528e49eb8",
                     *       "instrument": "mou",
                     *       "status": "signed",
                     *       "history": [
                     *         {
                     *           "status": "signed",
                     *           "seen": "2019-08-05T04:00:00Z",
                     *           "brief": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49"
                     *         }
                     *       ],
                     *       "partners": [
                     *         {
                     *           "name": {
                     *             "vi": "Việt Nam",
                     *             "en": "Vietnam"
                     *           },
                     *           "type": "country",
                     *           "country": "VN",
                     *           "also": []
                     *         },
                     *         {
                     *           "name": {
                     *             "vi": "Nhật Bản",
                     *             "en": "Japan"
                     *           },
                     *           "type": "country",
                     *           "country": "JP",
                     *           "also": []
                     *         }
                     *       ],
                     *       "date": {
                     *         "text": "Ngày 5/8/2019",
                     *         "edtf": "2019-08-05"
                     *       },
                     *       "place": {
                     *         "vi": "Hà Nội",
                     *         "en": "Hanoi"
                     *       },
                     *       "fields": [
                     *         "health"
                     *       ],
                     *       "amounts": [],
                     *       "gist": {
                     *         "vi": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế",
                     *         "en": "Vietnam and Japan signed a memorandum on health"
                     *       },
                     *       "first_seen": "2019-08-05T04:00:00Z",
                     *       "sources": [
                     *         {
                     *           "brief": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49",
                     *           "rank": 1,
                     *           "url": "https://example.org/tin/1",
                     *           "title": null,
                     *           "language": "vi",
                     *           "published_at": null,
                     *           "status": "signed",
                     *           "date": {
                     *             "text": "Ngày 5/8/2019",
                     *             "edtf": "2019-08-05"
                     *           },
                     *           "evidence": [
                     *             {
                     *               "segment": 0,
                     *               "start": 27,
                     *               "end": 70,
                     *               "text": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "conflicts": []
                     *     }
                     */
                    "application/json": components["schemas"]["CooperationRecord"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    history_v1_partners__name__timeline_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partner's records in time order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "partners": [
                     *         {
                     *           "vi": "Nhật Bản",
                     *           "en": "Japan"
                     *         }
                     *       ],
                     *       "records": [
                     *         {
                     *           "id": "b36844d632508a3528e49eb8",
                     *           "instrument": "mou",
                     *           "status": "signed",
                     *           "history": [
                     *             {
                     *               "status": "signed",
                     *               "seen": "2019-08-05T04:00:00Z",
                     *               "brief": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49"
                     *             }
                     *           ],
                     *           "partners": [
                     *             {
                     *               "name": {
                     *                 "vi": "Việt Nam",
                     *                 "en": "Vietnam"
                     *               },
                     *               "type": "country",
                     *               "country": "VN",
                     *               "also": []
                     *             },
                     *             {
                     *               "name": {
                     *                 "vi": "Nhật Bản",
                     *                 "en": "Japan"
                     *               },
                     *               "type": "country",
                     *               "country": "JP",
                     *               "also": []
                     *             }
                     *           ],
                     *           "date": {
                     *             "text": "Ngày 5/8/2019",
                     *             "edtf": "2019-08-05"
                     *           },
                     *           "place": {
                     *             "vi": "Hà Nội",
                     *             "en": "Hanoi"
                     *           },
                     *           "fields": [
                     *             "health"
                     *           ],
                     *           "amounts": [],
                     *           "gist": {
                     *             "vi": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế",
                     *             "en": "Vietnam and Japan signed a memorandum on health"
                     *           },
                     *           "first_seen": "2019-08-05T04:00:00Z",
                     *           "sources": [
                     *             {
                     *               "brief": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49",
                     *               "rank": 1,
                     *               "url": "https://example.org/tin/1",
                     *               "title": null,
                     *               "language": "vi",
                     *               "published_at": null,
                     *               "status": "signed",
                     *               "date": {
                     *                 "text": "Ngày 5/8/2019",
                     *                 "edtf": "2019-08-05"
                     *               },
                     *               "evidence": [
                     *                 {
                     *                   "segment": 0,
                     *                   "start": 27,
                     *                   "end": 70,
                     *                   "text": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế"
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "conflicts": []
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compare_v1_briefs__brief_id__diff_get: {
        parameters: {
            query: {
                /** @description Id of the earlier brief. */
                against: string;
            };
            header?: never;
            path: {
                brief_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49",
                     *       "against": "5d0a6f0e9c3b4e21a7f48b90c2d1e3f4",
                     *       "same_article": true,
                     *       "headline": null,
                     *       "summary": [],
                     *       "added": [],
                     *       "removed": [],
                     *       "changed": [
                     *         {
                     *           "before": 1,
                     *           "after": 1,
                     *           "gist": {
                     *             "vi": "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế",
                     *             "en": "Vietnam and Japan signed a memorandum on health"
                     *           },
                     *           "changes": [
                     *             {
                     *               "aspect": "what",
                     *               "field": "status",
                     *               "removed": [
                     *                 "planned"
                     *               ],
                     *               "added": [
                     *                 "signed"
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "unchanged": 0,
                     *       "segments": []
                     *     }
                     */
                    "application/json": components["schemas"]["BriefDiff"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listing_v1_suggestions_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest suggestions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionListing"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    accept_v1_suggestions__suggestion_id__accept_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                suggestion_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of it in the memory. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemorySaved"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    drop_v1_suggestions__suggestion_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                suggestion_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    read_v1_glossaries_defaults_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the desk has chosen, and what that comes to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskGlossaries"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replace_v1_glossaries_defaults_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskGlossariesRequest"];
            };
        };
        responses: {
            /** @description What the desk has chosen, and what that comes to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskGlossaries"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listing_v1_glossaries_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, newest first. */
            200: {
                headers: {
                    /** @description This version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlossaryListing"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    create_v1_glossaries_post: {
        parameters: {
            query?: {
                /** @description With a file: what the glossary is called. */
                name?: string;
                /** @description With a file: vi-en, en-vi or both (default); it begins with the first column's language. */
                direction?: string;
                /** @description With a file: whether it applies to requests that name no glossary. */
                default?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GlossaryRequest"];
                /**
                 * @example vi,en,note
                 *     Viện Năng suất Việt Nam,Vietnam National Productivity Institute,""
                 */
                "text/csv": string;
                /**
                 * @example vi	en
                 *     năng suất	productivity
                 */
                "text/tab-separated-values": string;
                /** @example <tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca">…</tbx> */
                "application/x-tbx+xml": string;
            };
        };
        responses: {
            /** @description The glossary, without entries. */
            201: {
                headers: {
                    /** @description This version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlossaryOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_v1_glossaries__glossary_id__get: {
        parameters: {
            query?: never;
            header?: {
                /** @description 304 where you have this version. */
                "If-None-Match"?: string;
            };
            path: {
                glossary_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The glossary, without entries. */
            200: {
                headers: {
                    /** @description This version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlossaryOut"];
                };
            };
            /** @description What If-None-Match names is still so. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    replace_v1_glossaries__glossary_id__put: {
        parameters: {
            query?: {
                /** @description With a file: what the glossary is called. */
                name?: string;
                /** @description With a file: vi-en, en-vi or both (default); it begins with the first column's language. */
                direction?: string;
                /** @description With a file: whether it applies to requests that name no glossary. */
                default?: string;
            };
            header?: {
                /** @description Change this version (ETag) or none. */
                "If-Match"?: string;
            };
            path: {
                glossary_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GlossaryRequest"];
                /**
                 * @example vi,en,note
                 *     Viện Năng suất Việt Nam,Vietnam National Productivity Institute,""
                 */
                "text/csv": string;
                /**
                 * @example vi	en
                 *     năng suất	productivity
                 */
                "text/tab-separated-values": string;
                /** @example <tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca">…</tbx> */
                "application/x-tbx+xml": string;
            };
        };
        responses: {
            /** @description The glossary, without entries. */
            200: {
                headers: {
                    /** @description This version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlossaryOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    remove_v1_glossaries__glossary_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change this version (ETag) or none. */
                "If-Match"?: string;
            };
            path: {
                glossary_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    patch_v1_glossaries__glossary_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change this version (ETag) or none. */
                "If-Match"?: string;
            };
            path: {
                glossary_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GlossaryPatch"];
            };
        };
        responses: {
            /** @description The glossary, without entries. */
            200: {
                headers: {
                    /** @description This version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlossaryOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    entries_v1_glossaries__glossary_id__entries_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description 304 where you have this version. */
                "If-None-Match"?: string;
            };
            path: {
                glossary_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntriesBody"];
                    /**
                     * @example vi,en,note
                     *     Viện Năng suất Việt Nam,Vietnam National Productivity Institute,""
                     */
                    "text/csv": string;
                    /**
                     * @example vi	en
                     *     năng suất	productivity
                     */
                    "text/tab-separated-values": string;
                    /** @example <tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca">…</tbx> */
                    "application/x-tbx+xml": string;
                };
            };
            /** @description What If-None-Match names is still so. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    put_entries_v1_glossaries__glossary_id__entries_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change this version (ETag) or none. */
                "If-Match"?: string;
            };
            path: {
                glossary_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntriesBody"];
                /**
                 * @example vi,en,note
                 *     Viện Năng suất Việt Nam,Vietnam National Productivity Institute,""
                 */
                "text/csv": string;
                /**
                 * @example vi	en
                 *     năng suất	productivity
                 */
                "text/tab-separated-values": string;
                /** @example <tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca">…</tbx> */
                "application/x-tbx+xml": string;
            };
        };
        responses: {
            /** @description The glossary, without entries. */
            200: {
                headers: {
                    /** @description This version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlossaryOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listing_v1_jobs_get: {
        parameters: {
            query?: {
                state?: ("queued" | "running" | "cancelling" | "cancelled" | "completed" | "failed" | "expired") | null;
                kind?: ("translate" | "brief") | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of jobs, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    create_v1_jobs_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request with the same key is one job. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobRequest"];
                "multipart/form-data": components["schemas"]["JobForm"] & {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Accepted: all of it is on the disk. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_v1_jobs__job_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancel_v1_jobs__job_id__delete: {
        parameters: {
            query?: {
                /** @description Delete its items, results and file too, whether it has ended or not. */
                purge?: boolean;
            };
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job: cancelled, being cancelled, or `expired` where it was purged. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    results_v1_jobs__job_id__results_get: {
        parameters: {
            query?: {
                /** @description Only items behind this position. */
                after?: number;
                /** @description Wait for what is not done yet, up to the end. */
                follow?: boolean;
            };
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON object a line, in the order of the input. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
            /** @description Of a file: what If-None-Match names is still so. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    watch_v1_jobs__job_id__events_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events `progress` and `end`, each with the job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The job has ended and its last event was seen. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    retry_v1_jobs__job_id__retry_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job, queued again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listing_v1_memory_get: {
        parameters: {
            query?: {
                /** @description Words of source or target, with or without diacritics; `"..."` is a phrase. */
                q?: string | null;
                /** @description Of the source. */
                language?: ("vi" | "en") | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, the latest changed first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemoryListing"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    add_v1_memory_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemoryRequest"];
            };
        };
        responses: {
            /** @description What became of each pair. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemoryAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    matches_v1_memory_matches_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MatchesRequest"];
            };
        };
        responses: {
            /** @description The matches of each text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchesAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    take_in_v1_memory_import_post: {
        parameters: {
            query?: {
                /** @description Of the sources of a table that does not say it. */
                language?: "vi" | "en";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example <tmx version="1.4"><header srclang="vi" …/><body><tu>…</tu></body></tmx> */
                "application/x-tmx+xml": string;
                /**
                 * @example source	target
                 *     Hai bên ký kết.	The two sides signed it.
                 */
                "text/tab-separated-values": string;
            };
        };
        responses: {
            /** @description What became of the units. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    export_v1_memory_export_get: {
        parameters: {
            query?: {
                /** @description Of the source; left out: all. */
                language?: ("vi" | "en") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, as it is read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example <tmx version="1.4"><header srclang="vi" …/><body><tu>…</tu></body></tmx> */
                    "application/x-tmx+xml": string;
                    /**
                     * @example source	target
                     *     Hai bên ký kết.	The two sides signed it.
                     */
                    "text/tab-separated-values": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_v1_memory__entry_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemoryEntryOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_v1_memory__entry_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemoryChange"];
            };
        };
        responses: {
            /** @description The entry as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemoryEntryOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    remove_v1_memory__entry_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    correct_v1_briefs__brief_id__segments__index__put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the brief as application/json: correct this version or none. */
                "If-Match"?: string;
            };
            path: {
                brief_id: string;
                index: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SegmentCorrection"];
            };
        };
        responses: {
            /** @description The brief. */
            200: {
                headers: {
                    /** @description This version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brief"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endpoints_v1_webhooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All endpoints. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    register_v1_webhooks_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EndpointRequest"];
            };
        };
        responses: {
            /** @description The endpoint; its secret is shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointSecret"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endpoint_v1_webhooks__webhook_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    remove_v1_webhooks__webhook_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    change_v1_webhooks__webhook_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndpointChange"];
            };
        };
        responses: {
            /** @description The endpoint as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotate_v1_webhooks__webhook_id__rotate_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SecretRequest"];
            };
        };
        responses: {
            /** @description The endpoint with its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointSecret"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    try_out_v1_webhooks__webhook_id__test_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of the test. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listing_v1_deliveries_get: {
        parameters: {
            query?: {
                endpoint?: string | null;
                /** @description `dead`: the dead letters. */
                state?: ("pending" | "delivered" | "failed" | "dead") | null;
                event?: ("brief.created" | "brief.updated" | "job.completed" | "endpoint.test") | null;
                /** @description Id of a brief or job. */
                subject?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delivery_v1_deliveries__delivery_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery with its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replay_v1_deliveries__delivery_id__replay_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, due at once. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    superdesk_v1_cms_superdesk_post: {
        parameters: {
            query?: never;
            header?: {
                "x-superdesk-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Nothing to do: repeated, outdated, withdrawn or ignored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Accepted: the brief will be at its location. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                        id?: string;
                        location?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    inbound_v1_cms_inbound__name__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Nothing to do: repeated, outdated, withdrawn or ignored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Accepted: the brief will be at its location. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                        id?: string;
                        location?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    feed_v1_feeds__language___ending__get: {
        parameters: {
            query?: {
                /** @description Words of a partner's name, or a country code. */
                partner?: string | null;
                field?: ("economy_trade" | "investment_finance" | "science_technology" | "industry" | "agriculture" | "energy" | "environment_climate" | "health" | "education_training" | "culture_tourism_sport" | "defence" | "security_police" | "justice_law" | "maritime" | "transport_infrastructure" | "labour" | "standards_productivity" | "digital_telecom" | "humanitarian" | "diplomacy" | "other") | null;
                limit?: number;
            };
            header?: never;
            path: {
                language: "vi" | "en";
                ending: "rss" | "atom" | "json";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/rss+xml": unknown;
                    "application/atom+xml": unknown;
                    "application/feed+json": unknown;
                };
            };
            /** @description What If-None-Match names is still so. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    card_v1_briefs__brief_id__card_get: {
        parameters: {
            query?: {
                lang?: ("vi" | "en") | null;
            };
            header?: never;
            path: {
                brief_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description What If-None-Match names is still so. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    oembed_oembed_get: {
        parameters: {
            query: {
                url: string;
                format?: "json";
                maxwidth?: number | null;
                maxheight?: number | null;
                lang?: ("vi" | "en") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description What If-None-Match names is still so. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    read_v1_status_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusOut"];
                    "text/html": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    alive_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ready_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
