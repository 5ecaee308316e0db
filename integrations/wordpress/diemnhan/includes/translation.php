<?php
/**
 * The translation of a post as a draft of its own: blocks, links and pictures stay where they are.
 *
 * @package diemnhan
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

add_action(
	'rest_api_init',
	function () {
		$args            = diemnhan_words_of_post();
		$args['source']  = array(
			'type'     => 'string',
			'enum'     => array( 'vi', 'en' ),
			'required' => true,
		);
		$args['another'] = array(
			'type'    => 'boolean',
			'default' => false,
		);
		register_rest_route(
			'diemnhan/v1',
			'/posts/(?P<id>\d+)/translation',
			array(
				array(
					'methods'             => 'GET',
					'callback'            => 'diemnhan_linked',
					'permission_callback' => 'diemnhan_may_edit',
				),
				array(
					'methods'             => 'POST',
					'callback'            => 'diemnhan_translate',
					'permission_callback' => 'diemnhan_may_translate',
					'args'                => $args,
				),
			)
		);
	}
);

/**
 * Whether whoever asks may edit the post and write posts of that type.
 *
 * @param WP_REST_Request $request Request.
 */
function diemnhan_may_translate( $request ) {
	$type = get_post_type_object( (string) get_post_type( (int) $request['id'] ) );
	return diemnhan_may_edit( $request ) && $type && current_user_can( $type->cap->create_posts );
}

/**
 * The posts that a post is linked to, as far as whoever asks may edit them.
 *
 * @param WP_REST_Request $request Request.
 */
function diemnhan_linked( $request ) {
	$links = array();
	foreach ( array( 'translation', 'translation_of' ) as $name ) {
		$other = get_post( (int) get_post_meta( (int) $request['id'], "_diemnhan_$name", true ) );
		if ( $other && 'trash' !== $other->post_status && $other->ID !== (int) $request['id'] ) {
			$links[ $name ] = get_edit_post_link( $other->ID, 'raw' );
		}
	}
	return (object) array_filter( $links );
}

/**
 * Translate a post and save it, in the place of an earlier translation that nobody has touched.
 *
 * @param WP_REST_Request $request Request.
 */
function diemnhan_translate( $request ) {
	$post  = get_post( (int) $request['id'] );
	$draft = $request['another'] ? null : diemnhan_earlier_translation( $post );
	if ( is_wp_error( $draft ) ) {
		return $draft;
	}
	$target = 'vi' === $request['source'] ? 'en' : 'vi';
	$title  = esc_html( html_entity_decode( wp_strip_all_tags( $request['title'] ), ENT_QUOTES, 'UTF-8' ) );
	$answer = diemnhan_ask(
		'POST',
		'/v1/translations',
		array(
			'texts'  => array( $title, $request['content'] ),
			'source' => $request['source'],
			'target' => $target,
			'format' => 'html',
		)
	);
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$translated = isset( $answer['data']['translations'] ) ? $answer['data']['translations'] : array();
	if ( ! isset( $translated[0]['text'], $translated[1]['text'] ) ) {
		return new WP_Error( 'diemnhan_odd', diemnhan_word( 'odd' ), array( 'status' => 502 ) );
	}
	$saved = diemnhan_save_translation( $post, $draft, $translated, $target );
	if ( is_wp_error( $saved ) ) {
		return $saved;
	}
	return array(
		'id'       => $saved,
		'edit'     => get_edit_post_link( $saved, 'raw' ),
		'findings' => array_merge( $translated[0]['findings'], $translated[1]['findings'] ),
	);
}

/**
 * The draft that may be written over, null where there is none, or a WP_Error where people took it over.
 *
 * @param WP_Post $post The original.
 */
function diemnhan_earlier_translation( $post ) {
	$draft = get_post( (int) get_post_meta( $post->ID, '_diemnhan_translation', true ) );
	if ( ! $draft || 'trash' === $draft->post_status || (int) get_post_meta( $draft->ID, '_diemnhan_translation_of', true ) !== $post->ID ) {
		return null;
	}
	$mine = hash_equals( (string) get_post_meta( $draft->ID, '_diemnhan_written', true ), diemnhan_digest( $draft ) );
	require_once ABSPATH . 'wp-admin/includes/post.php';
	if ( 'draft' === $draft->post_status && $mine && ! wp_check_post_lock( $draft->ID ) && current_user_can( 'edit_post', $draft->ID ) ) {
		return $draft;
	}
	return new WP_Error(
		'diemnhan_taken_over',
		diemnhan_word( 'taken_over' ),
		array(
			'status' => 409,
			'edit'   => get_edit_post_link( $draft->ID, 'raw' ),
		)
	);
}

/**
 * Save the translation and link it with the original. Returns its id, or a WP_Error.
 *
 * @param WP_Post      $post       The original.
 * @param WP_Post|null $draft      The draft to write over.
 * @param array        $translated Title and content, as the service answers them.
 * @param string       $language   Their language.
 */
function diemnhan_save_translation( $post, $draft, $translated, $language ) {
	$fields = array(
		'post_title'   => $translated[0]['text'],
		'post_content' => $translated[1]['text'],
	);
	if ( $draft ) {
		$fields['ID'] = $draft->ID;
		$saved        = wp_update_post( wp_slash( $fields ), true );
	} else {
		$fields['post_type']     = $post->post_type;
		$fields['post_status']   = 'draft';
		$fields['post_category'] = function_exists( 'pll_set_post_language' ) ? array() : wp_get_post_categories( $post->ID );
		$saved                   = wp_insert_post( wp_slash( $fields ), true );
	}
	if ( is_wp_error( $saved ) ) {
		return $saved;
	}
	if ( ! $draft && get_post_thumbnail_id( $post ) ) {
		set_post_thumbnail( $saved, get_post_thumbnail_id( $post ) );
	}
	$meta = array(
		'_diemnhan_brief'           => get_post_meta( $post->ID, '_diemnhan_brief', true ),
		'_diemnhan_language'        => $language,
		'_diemnhan_source_language' => 'vi' === $language ? 'en' : 'vi',
		'_diemnhan_source_url'      => 'publish' === $post->post_status ? get_permalink( $post ) : '',
		'_diemnhan_findings'        => count( $translated[0]['findings'] ) + count( $translated[1]['findings'] ),
		'_diemnhan_translation_of'  => $post->ID,
		'_diemnhan_written'         => diemnhan_digest( get_post( $saved ) ),
	);
	foreach ( $meta as $key => $value ) {
		update_post_meta( $saved, $key, wp_slash( $value ) );
	}
	update_post_meta( $post->ID, '_diemnhan_translation', $saved );
	diemnhan_say_language( $saved, $language, $post->ID );
	return $saved;
}

/**
 * What tells a post that somebody changed.
 *
 * @param WP_Post $post Post.
 */
function diemnhan_digest( $post ) {
	return hash( 'sha256', $post->post_title . "\n" . $post->post_content . "\n" . $post->post_excerpt );
}
