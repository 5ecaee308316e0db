<?php
/**
 * What is kept with a post, and what the service needs of a site to keep its drafts up to date without writing
 * over what people did: a way to find them, to see who has one open, and to be refused when one has changed.
 *
 * @package diemnhan
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The types of posts that have briefs.
 */
function diemnhan_post_types() {
	return (array) apply_filters( 'diemnhan_post_types', array( 'post' ) );
}

/**
 * The keys of the meta, with their types.
 */
function diemnhan_meta_keys() {
	return array(
		'_diemnhan_brief'           => 'string',  // Id of the brief that belongs to the post.
		'_diemnhan_key'             => 'string',  // Same over all versions of the article that a draft is about.
		'_diemnhan_version'         => 'integer', // Rises with every version.
		'_diemnhan_language'        => 'string',  // Of the post: vi or en.
		'_diemnhan_source_language' => 'string',  // Of the article that it is about.
		'_diemnhan_source_url'      => 'string',
		'_diemnhan_source_id'       => 'string',
		'_diemnhan_findings'        => 'integer', // How many there are.
		'_diemnhan_translation'     => 'integer', // Post that holds the translation of this one.
		'_diemnhan_translation_of'  => 'integer', // Post that this one is the translation of.
		'_diemnhan_written'         => 'string',  // Digest of the translation as it was saved.
	);
}

add_action(
	'init',
	function () {
		foreach ( diemnhan_post_types() as $type ) {
			foreach ( diemnhan_meta_keys() as $key => $kind ) {
				register_post_meta(
					$type,
					$key,
					array(
						'type'              => $kind,
						'single'            => true,
						'default'           => 'integer' === $kind ? 0 : '',
						'sanitize_callback' => 'integer' === $kind ? 'absint' : 'sanitize_text_field',
						'auth_callback'     => function ( $allowed, $name, $post_id ) {
							return current_user_can( 'edit_post', $post_id );
						},
						// Editors see it, readers of the REST API do not.
						'show_in_rest'      => array( 'schema' => array( 'context' => array( 'edit' ) ) ),
					)
				);
			}
		}
	}
);

add_action(
	'rest_api_init',
	function () {
		register_rest_field(
			'post',
			'diemnhan_open',
			array(
				'get_callback' => function ( $post ) {
					require_once ABSPATH . 'wp-admin/includes/post.php';
					$user = wp_check_post_lock( $post['id'] );
					return $user ? get_userdata( $user )->display_name : '';
				},
				'schema'       => array(
					'description' => 'Who has the post open in the editor.',
					'type'        => 'string',
					'context'     => array( 'edit' ),
					'readonly'    => true,
				),
			)
		);
	}
);

add_filter(
	'rest_post_collection_params',
	function ( $params ) {
		$params['diemnhan_key'] = array(
			'description' => 'Posts about one article.',
			'type'        => 'string',
			'pattern'     => '^diemnhan-[0-9a-f]{20}$',
		);
		return $params;
	}
);

add_filter(
	'rest_post_query',
	function ( $args, $request ) {
		if ( ! empty( $request['diemnhan_key'] ) && current_user_can( 'edit_posts' ) ) {
			$args['meta_query'][] = array(
				'key'   => '_diemnhan_key',
				'value' => $request['diemnhan_key'],
			);
		}
		return $args;
	},
	10,
	2
);

add_filter(
	'rest_pre_insert_post',
	function ( $prepared, $request ) {
		if ( ! isset( $request['diemnhan_expected'] ) || empty( $prepared->ID ) ) {
			return $prepared;
		}
		$post = get_post( $prepared->ID );
		$same = hash_equals( hash( 'sha256', $post->post_content ), (string) $request['diemnhan_expected'] );
		if ( 'draft' !== $post->post_status || ! $same ) {
			return new WP_Error( 'diemnhan_changed', diemnhan_word( 'changed' ), array( 'status' => 409 ) );
		}
		return $prepared;
	},
	10,
	2
);

add_filter(
	'wp_insert_post_data',
	function ( $data, $sent ) {
		$public = in_array( $data['post_status'], array( 'publish', 'future', 'private' ), true );
		$title  = sanitize_title( wp_unslash( $data['post_title'] ) );
		if ( $public && '' !== $title && preg_match( '/^diemnhan-[0-9a-f]{20}$/', $data['post_name'] ) ) {
			// Readers get an address out of the title; the draft is found by its meta from now on.
			$id                = isset( $sent['ID'] ) ? (int) $sent['ID'] : 0;
			$data['post_name'] = wp_unique_post_slug( $title, $id, $data['post_status'], $data['post_type'], $data['post_parent'] );
		}
		return $data;
	},
	10,
	2
);
