/**
 * The panel "Brief" in the block editor: makes a brief of the post, inserts highlights as blocks, shows findings,
 * saves the translation as a linked draft. Knows the site's own REST API alone; the service's key is not here.
 *
 * License: GPL-2.0-or-later
 */
( function ( wp, told ) {
	'use strict';

	const el = wp.element.createElement;
	const { Fragment, useCallback, useEffect, useState } = wp.element;
	const { Button, CheckboxControl, Notice, PanelBody, SelectControl, Spinner } = wp.components;
	const { useDispatch, useSelect } = wp.data;
	const { createBlock, getBlockType } = wp.blocks;
	const { escapeHTML } = wp.escapeHtml;
	// Since WordPress 6.6 these are in wp.editor.
	const { PluginSidebar, PluginSidebarMoreMenuItem } =
		wp.editor && wp.editor.PluginSidebar ? wp.editor : wp.editPost;
	const words = told.words;
	const names = { vi: 'Tiếng Việt', en: 'English' };
	const other = ( language ) => ( language === 'vi' ? 'en' : 'vi' );
	const side = ( both, language ) => both[ language ] || both[ other( language ) ];

	const icon = el(
		'svg',
		{ viewBox: '0 0 24 24', width: 24, height: 24, 'aria-hidden': true },
		el( 'path', { d: 'M4 5h16v2H4zm0 4h10v2H4zm0 4h16v2H4zm0 4h7v2H4z' } ),
		el( 'circle', { cx: 18, cy: 18, r: 3 } )
	);

	/** Words without markup, for looking them up. */
	function plain( html ) {
		const page = new window.DOMParser().parseFromString( String( html ).replace( /<br\s*\/?>/g, ' ' ), 'text/html' );
		return page.body.textContent.normalize( 'NFC' ).replace( /\s+/g, ' ' ).trim();
	}

	/** The innermost block that has the words. */
	function blockWith( sought, blocks ) {
		for ( const block of blocks ) {
			const inside = blockWith( sought, block.innerBlocks );
			if ( inside ) {
				return inside;
			}
			if ( plain( wp.blocks.getBlockContent( block ) ).includes( sought ) ) {
				return block;
			}
		}
		return null;
	}

	function facts( highlight, language ) {
		const parties = highlight.partners.map( ( partner ) => side( partner.name, language ) );
		const when = highlight.date.edtf || highlight.date.text;
		return [ when, parties.join( ', ' ) ].filter( Boolean ).join( ' · ' );
	}

	/** A list as the editor of this WordPress has it: items are blocks since 6.0. */
	function list( items ) {
		if ( getBlockType( 'core/list-item' ) ) {
			return createBlock( 'core/list', {}, items.map( ( content ) => createBlock( 'core/list-item', { content } ) ) );
		}
		return createBlock( 'core/list', { values: items.map( ( one ) => `<li>${ one }</li>` ).join( '' ) } );
	}

	function blocksOf( brief, chosen, withSummary, language ) {
		const blocks = [];
		const heading = ( content ) => createBlock( 'core/heading', { level: 2, content } );
		if ( withSummary && brief.summary.length ) {
			blocks.push( heading( told.headings[ language ].summary ) );
			brief.summary.forEach( ( one ) =>
				blocks.push( createBlock( 'core/paragraph', { content: escapeHTML( side( one.text, language ) ) } ) )
			);
		}
		const gists = brief.highlights
			.filter( ( one ) => chosen.has( one.rank ) )
			.map( ( one ) => escapeHTML( side( one.gist, language ) ) );
		if ( gists.length ) {
			blocks.push( heading( told.headings[ language ].highlights ), list( gists ) );
		}
		return blocks;
	}

	/** The brief of the post: asked for until it is written. */
	function useBrief( postId ) {
		const path = `/diemnhan/v1/posts/${ postId }/brief`;
		const [ state, setState ] = useState( { state: 'asking' } );
		const [ turn, setTurn ] = useState( 0 );
		const fail = useCallback( ( error ) => setState( { state: 'failed', error: error.message } ), [] );

		useEffect( () => {
			let gone = false;
			let timer = 0;
			wp.apiFetch( { path } ).then(
				( answer ) => {
					if ( gone ) {
						return;
					}
					setState( answer );
					if ( answer.state === 'writing' ) {
						timer = window.setTimeout( () => setTurn( turn + 1 ), 1500 );
					}
				},
				( error ) => ! gone && fail( error )
			);
			return () => {
				gone = true;
				window.clearTimeout( timer );
			};
		}, [ path, turn, fail ] );

		const order = ( data ) => {
			setState( { state: 'writing' } );
			wp.apiFetch( { path, method: 'POST', data } ).then( () => setTurn( turn + 1 ), fail );
		};
		return [ state, order ];
	}

	function Busy( { children } ) {
		return el( 'p', { className: 'diemnhan-busy', role: 'status' }, el( Spinner ), children );
	}

	function Problem( { children, actions } ) {
		return el( Notice, { status: 'error', isDismissible: false, actions }, children );
	}

	function Highlights( { brief, own } ) {
		const isArticle = own === brief.source.language;
		const [ language, setLanguage ] = useState( own );
		const [ chosen, setChosen ] = useState( new Set( brief.highlights.map( ( one ) => one.rank ) ) );
		const [ withSummary, setWithSummary ] = useState( false );
		const editor = useSelect( ( select ) => select( 'core/block-editor' ), [] );
		const { insertBlocks, selectBlock } = useDispatch( 'core/block-editor' );
		const { createNotice } = useDispatch( 'core/notices' );
		const say = ( text ) => createNotice( 'info', text, { type: 'snackbar' } );

		const choose = ( rank, wanted ) => {
			const next = new Set( chosen );
			next[ wanted ? 'add' : 'delete' ]( rank );
			setChosen( next );
		};
		const insert = () => {
			const selected = editor.getSelectedBlockClientId();
			const root = selected && editor.getBlockHierarchyRootClientId( selected );
			const place = root ? editor.getBlockIndex( root ) + 1 : editor.getBlockCount();
			insertBlocks( blocksOf( brief, chosen, withSummary, language ), place );
			say( words.inserted );
		};
		const show = ( evidence ) => {
			const block = blockWith( plain( escapeHTML( evidence.text ) ), editor.getBlocks() );
			return block ? selectBlock( block.clientId ) : say( words.not_shown );
		};

		return el(
			Fragment,
			null,
			el( SelectControl, {
				label: words.language,
				value: language,
				options: [ own, other( own ) ].map( ( one ) => ( { value: one, label: names[ one ] } ) ),
				onChange: setLanguage,
			} ),
			brief.highlights.length === 0 && el( 'p', null, words.no_highlights ),
			brief.highlights.map( ( one ) =>
				el(
					'div',
					{ key: one.rank, className: 'diemnhan-act' },
					el( CheckboxControl, {
						label: side( one.gist, language ),
						checked: chosen.has( one.rank ),
						onChange: ( wanted ) => choose( one.rank, wanted ),
					} ),
					el( 'p', { className: 'diemnhan-facts' }, facts( one, language ) ),
					one.evidence.length > 0 &&
						! isArticle &&
						el( 'blockquote', { className: 'diemnhan-words' }, one.evidence[ 0 ].text ),
					one.evidence.length > 0 &&
						isArticle &&
						el( Button, { variant: 'link', onClick: () => show( one.evidence[ 0 ] ) }, words.show )
				)
			),
			el(
				'div',
				{ className: 'diemnhan-act' },
				el( CheckboxControl, { label: words.summary, checked: withSummary, onChange: setWithSummary } )
			),
			el(
				Button,
				{
					variant: 'primary',
					className: 'diemnhan-insert',
					disabled: chosen.size === 0 && ! withSummary,
					onClick: insert,
				},
				words.insert
			)
		);
	}

	function Findings( { findings } ) {
		if ( findings.length === 0 ) {
			return el( 'p', null, words.no_findings );
		}
		return findings.map( ( one, number ) =>
			el(
				'div',
				{ key: number, className: `diemnhan-finding is-${ one.severity }` },
				el( 'strong', null, side( one.message, told.reader ) ),
				one.words && el( 'p', { className: 'diemnhan-words' }, one.words )
			)
		);
	}

	function Translation( { postId, source, text } ) {
		const path = `/diemnhan/v1/posts/${ postId }/translation`;
		const [ links, setLinks ] = useState( {} );
		const [ state, setState ] = useState( {} );
		useEffect( () => {
			wp.apiFetch( { path } ).then( setLinks, () => {} );
		}, [ path ] );

		const translate = ( another ) => {
			setState( { busy: true } );
			wp.apiFetch( { path, method: 'POST', data: { ...text(), source, another } } ).then(
				( saved ) => {
					setLinks( { ...links, translation: saved.edit } );
					setState( { saved } );
				},
				( error ) => setState( { error } )
			);
		};
		const taken = state.error && state.error.code === 'diemnhan_taken_over';
		const again = taken ? [ { label: words.another, onClick: () => translate( true ) } ] : [];
		return el(
			Fragment,
			null,
			state.error && el( Problem, { actions: again }, state.error.message ),
			state.saved && el( Notice, { status: 'success', isDismissible: false }, words.translated ),
			state.saved && state.saved.findings.length > 0 && el( Findings, { findings: state.saved.findings } ),
			links.translation_of && el( 'p', null, el( 'a', { href: links.translation_of }, words.original ) ),
			links.translation &&
				el( 'p', null, el( 'a', { className: 'diemnhan-linked', href: links.translation }, words.open ) ),
			state.busy
				? el( Busy, null, words.translating )
				: el(
						Button,
						{ variant: 'secondary', className: 'diemnhan-translate', onClick: () => translate( false ) },
						words.translate
				  )
		);
	}

	function Panel() {
		const postId = useSelect( ( select ) => select( 'core/editor' ).getCurrentPostId(), [] );
		const editor = useSelect( ( select ) => select( 'core/editor' ), [] );
		const [ state, order ] = useBrief( postId );
		const text = () => ( {
			title: editor.getEditedPostAttribute( 'title' ) || '',
			content: editor.getEditedPostContent(),
		} );
		const brief = state.state === 'done' ? state.brief : null;
		// A draft that the service made is about an article in the other language.
		const meta = editor.getCurrentPostAttribute( 'meta' ) || {};
		const own = brief && ( meta._diemnhan_language || brief.source.language );
		const article = brief && own !== brief.source.language && brief.source.url;
		const body = ( name, open, ...children ) =>
			el( PanelBody, { title: words[ name ], initialOpen: open, className: `diemnhan-${ name }` }, ...children );
		const count = brief ? ` (${ brief.findings.length })` : '';
		return el(
			Fragment,
			null,
			el(
				PanelBody,
				{ className: 'diemnhan-title' },
				state.state === 'failed' && el( Problem, null, state.error ),
				state.state === 'none' && el( 'p', null, words.none ),
				brief && el( 'p', { className: 'diemnhan-headline' }, side( brief.headline, other( brief.source.language ) ) ),
				article && /^https?:/.test( article ) && el( 'p', null, el( 'a', { href: article }, words.original ) ),
				state.state === 'writing' && el( Busy, null, words.writing ),
				state.state === 'asking'
					? el( Spinner )
					: state.state !== 'writing' &&
							el(
								Button,
								{
									variant: brief ? 'secondary' : 'primary',
									className: 'diemnhan-make',
									onClick: () => order( text() ),
								},
								brief ? words.again : words.make
							)
			),
			brief && body( 'highlights', true, el( Highlights, { key: brief.id, brief, own } ) ),
			brief &&
				el(
					PanelBody,
					{ title: words.findings + count, initialOpen: true, className: 'diemnhan-findings' },
					el( Findings, { findings: brief.findings } )
				),
			brief && body( 'translation', true, el( Translation, { postId, source: own, text } ) )
		);
	}

	wp.plugins.registerPlugin( 'diemnhan', {
		icon,
		render: () =>
			el(
				Fragment,
				null,
				el( PluginSidebarMoreMenuItem, { target: 'diemnhan', icon }, words.title ),
				el( PluginSidebar, { name: 'diemnhan', title: words.title, icon }, el( Panel ) )
			),
	} );
} )( window.wp, window.diemnhan );
